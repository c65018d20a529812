/** A compacted topic as a table in memory, whole on every replica. */
package dev.ramal.kit.globaltable;
