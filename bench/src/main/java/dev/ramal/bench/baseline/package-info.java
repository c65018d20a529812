/** The least that could do the same work on the same servers. */
package dev.ramal.bench.baseline;
