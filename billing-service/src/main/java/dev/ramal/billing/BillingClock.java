package dev.ramal.billing;

import dev.ramal.billing.rating.BillingMonth;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as billing sees it: instants as the database keeps them, and the month of now. */
@ApplicationScoped
public class BillingClock {
  private final Clock clock;

  BillingClock(Clock clock) {
    this.clock = clock;
  }

  /** To the microsecond: what is written is what is read back. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public BillingMonth month() {
    return BillingMonth.at(now());
  }
}
