/** Meters that are not there are told of. */
package dev.ramal.kit.metrics;
