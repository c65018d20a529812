package dev.ramal.kit.consuming;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many records of each consumer are {@linkplain HeldRecords held} aside, as a gauge. They take
 * places of what its channels have in hand: where they have taken all, nothing else is read.
 */
final class HeldCounts {
  private final MeterRegistry metrics;
  private final Map<String, AtomicInteger> held = new ConcurrentHashMap<>();

  HeldCounts(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Of all channels that it reads; from now on its gauge is there. */
  AtomicInteger of(String consumer) {
    return held.computeIfAbsent(consumer, this::register);
  }

  private AtomicInteger register(String consumer) {
    AtomicInteger count = new AtomicInteger();
    Gauge.builder("ramal.consuming.held", count, AtomicInteger::get)
        .tag("consumer", consumer)
        .description("Records that wait aside, because somebody holds a row of their key")
        .register(metrics);
    return count;
  }
}
