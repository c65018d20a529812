package dev.ramal.testkit;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The clock of an application under test: it takes the place of the kit's and goes with real time
 * until a test moves it, in whole microseconds like the kit's. Inject it into the test; call {@link
 * #reset()} afterwards.
 */
@Alternative
@Priority(1)
@Singleton
@Typed({Clock.class, MovableClock.class})
public class MovableClock extends Clock {
  private final AtomicReference<Supplier<Instant>> time =
      new AtomicReference<>(Clock.systemUTC()::instant);

  /** Stands still at this instant. */
  public void stopAt(Instant instant) {
    time.set(() -> instant);
  }

  /** Goes on from where it is, later (or, when negative, earlier) by this much. */
  public void advance(Duration by) {
    time.updateAndGet(before -> () -> before.get().plus(by));
  }

  /** Real time again. */
  public void reset() {
    time.set(Clock.systemUTC()::instant);
  }

  @Override
  public Instant instant() {
    return time.get().get().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? this : Clock.offset(Clock.system(zone), offset());
  }

  private Duration offset() {
    return Duration.between(Clock.systemUTC().instant(), instant());
  }
}
