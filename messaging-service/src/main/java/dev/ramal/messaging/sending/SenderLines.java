package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.JobQueue.Rate;
import dev.ramal.kit.tenancy.RowKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Lets the messages of a sender leave this process no faster than it may, also those whose turns
 * have passed before their marks were stored: else they would leave together, beside those whose
 * turns are now. The generic cell rate algorithm (ITU-T I.371), in nanoseconds. Holds one number
 * for each sender with a pace.
 */
final class SenderLines {
  private static final double SECOND = 1e9;

  private final Map<RowKey, Long> nextInLine = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  SenderLines(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes the next place of the sender's line.
   *
   * @param turn not before; by the same clock
   * @return how long to wait for it
   */
  Duration take(RowKey sender, Rate rate, long turn) {
    long now = nanos.getAsLong();
    long interval = (long) (SECOND / rate.perSecond());
    long earliest = Math.max(now, turn);
    long[] leaves = {earliest};
    nextInLine.compute(
        sender,
        (key, next) -> {
          if (next != null) {
            leaves[0] = Math.max(earliest, next - (rate.burst() - 1) * interval);
          }
          return Math.max(next == null ? leaves[0] : next, leaves[0]) + interval;
        });
    return Duration.ofNanos(leaves[0] - now);
  }
}
