package dev.ramal.kit.jobs;

import java.time.Clock;
import java.time.Duration;

/**
 * The database's clock is the one that counts for due times and leases. Where our clock was moved
 * on purpose ({@code ramal.clock.offset}, tests), the database's is taken to be moved as far.
 */
final class DatabaseTime {
  /** What two readings of the same clock may lie apart. */
  private static final long SAME_MILLIS = 100;

  private final Clock clock;

  DatabaseTime(Clock clock) {
    this.clock = clock;
  }

  /** Seconds to be added to {@code now()}; 0 unless our clock was moved. */
  double shift() {
    long millis = Duration.between(Clock.systemUTC().instant(), clock.instant()).toMillis();
    return Math.abs(millis) < SAME_MILLIS ? 0 : millis / 1_000.0;
  }
}
