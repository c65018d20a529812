package dev.ramal.crm.connections;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A circuit breaker: how often in a row one organization's CRM has not answered, and how long
 * nothing leaves for it therefore. Pure; safe to use from any thread.
 */
final class CrmOutage {
  /** One slow answer is none. */
  static final int FAILURES = 5;

  private final Duration first;
  private final Duration longest;
  private int inARow;
  private Duration next;
  private Instant until = Instant.EPOCH;

  /**
   * @param first how long the first pause is; each further one is twice as long
   * @param longest no pause is longer
   */
  CrmOutage(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /**
   * The CRM was not reached, or failed. What was on its way when a pause began says nothing new.
   *
   * @return how long nothing shall leave; empty where it may
   */
  synchronized Optional<Duration> failed(Instant now) {
    if (now.isBefore(until) || ++inARow < FAILURES) {
      return Optional.empty();
    }
    Duration pause = next;
    until = now.plus(pause);
    Duration twice = pause.multipliedBy(2);
    next = twice.compareTo(longest) > 0 ? longest : twice;
    return Optional.of(pause);
  }

  /** It answered, whatever it said. */
  synchronized void answered() {
    inARow = 0;
    next = first;
    until = Instant.EPOCH;
  }
}
