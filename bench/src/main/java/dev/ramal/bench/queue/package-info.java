/** Callers who wait, and agents who get free. */
package dev.ramal.bench.queue;
