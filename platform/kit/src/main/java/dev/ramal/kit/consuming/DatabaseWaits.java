package dev.ramal.kit.consuming;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Since when consumers have been waiting for their database, as a gauge of each: zero while it does
 * not. The lag does not tell: Kafka's client measures it as it fetches, and whoever waits fetches
 * nothing.
 */
final class DatabaseWaits {
  private static final double NANOS_OF_A_SECOND = 1e9;

  private final MeterRegistry metrics;
  private final LongSupplier nanoTime;
  private final Map<String, Map<Wait, Long>> begun = new ConcurrentHashMap<>();

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  DatabaseWaits(MeterRegistry metrics, LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /** From now on its gauge is there. */
  void watch(String consumer) {
    of(consumer);
  }

  /** What one piece of work of a consumer waits; it has not begun to. */
  Wait next(String consumer) {
    return new Wait(of(consumer));
  }

  private Map<Wait, Long> of(String consumer) {
    return begun.computeIfAbsent(consumer, this::register);
  }

  private Map<Wait, Long> register(String consumer) {
    Map<Wait, Long> since = new ConcurrentHashMap<>();
    Gauge.builder("ramal.consuming.outage.seconds", since, this::longestSeconds)
        .tag("consumer", consumer)
        .description("For how long a consumer has been waiting for its database")
        .register(metrics);
    return since;
  }

  private double longestSeconds(Map<Wait, Long> since) {
    long now = nanoTime.getAsLong();
    return since.values().stream().mapToLong(begin -> now - begin).max().orElse(0)
        / NANOS_OF_A_SECOND;
  }

  /** Of one piece of work, from the first attempt that failed to its end. */
  final class Wait {
    private final Map<Wait, Long> since;
    private boolean over;

    private Wait(Map<Wait, Long> since) {
      this.since = since;
    }

    /** With each attempt that fails; the first counts. */
    synchronized void begin() {
      if (!over) {
        since.putIfAbsent(this, nanoTime.getAsLong());
      }
    }

    synchronized void end() {
      over = true;
      since.remove(this);
    }
  }
}
