/** Identifiers that sort by time. */
package dev.ramal.kit.ids;
