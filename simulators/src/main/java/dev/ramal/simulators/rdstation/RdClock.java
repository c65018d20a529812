package dev.ramal.simulators.rdstation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The time of the CRM's servers, which never goes back nor stands still: the simulated time falls
 * back to the real one when nothing is going on, and no refusal that RD Station tells of may look
 * older than what it told before, nor as old as a grant that it repeats. What is set back by more
 * than {@link #SET_BACK} was set by somebody, and is followed. Confined to the loop.
 */
final class RdClock {
  static final Duration SET_BACK = Duration.ofMinutes(5);

  private final Supplier<Instant> simulated;
  private Instant last = Instant.EPOCH;

  RdClock(Supplier<Instant> simulated) {
    this.simulated = simulated;
  }

  /** In milliseconds. */
  Instant now() {
    Instant now = simulated.get().truncatedTo(ChronoUnit.MILLIS);
    boolean goesOn = now.isAfter(last) || now.isBefore(last.minus(SET_BACK));
    last = goesOn ? now : last.plusMillis(1);
    return last;
  }

  /** As records have it: in whole seconds. */
  String second() {
    return now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
