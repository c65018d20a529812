/** Benchmarks of the packaged services, each next to a baseline in the same run. */
package dev.ramal.bench;
