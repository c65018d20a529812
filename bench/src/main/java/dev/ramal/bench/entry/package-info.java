/** What the one entry of a sandbox costs an answer. */
package dev.ramal.bench.entry;
