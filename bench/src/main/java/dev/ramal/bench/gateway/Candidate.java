package dev.ramal.bench.gateway;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A server that takes its turn.
 *
 * @param name as figures name it
 * @param cpu what it has computed so far
 * @param brokerCpu what the broker behind it has
 */
record Candidate(String name, int port, Supplier<Duration> cpu, Supplier<Duration> brokerCpu) {}
