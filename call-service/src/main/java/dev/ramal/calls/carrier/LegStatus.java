package dev.ramal.calls.carrier;

import dev.ramal.events.CallOutcome;
import java.util.Optional;

/** Where a leg stands, in words that are the same for every carrier. */
public enum LegStatus {
  QUEUED(null),
  RINGING(null),
  IN_PROGRESS(null),
  /** Not over; whether it rings or talks is not told. */
  ALIVE(null),
  COMPLETED(CallOutcome.COMPLETED),
  BUSY(CallOutcome.BUSY),
  NO_ANSWER(CallOutcome.NO_ANSWER),
  CANCELED(CallOutcome.CANCELED),
  FAILED(CallOutcome.FAILED),
  /** Over; how it ended is not told. */
  ENDED(null);

  private final CallOutcome outcome;

  LegStatus(CallOutcome outcome) {
    this.outcome = outcome;
  }

  public boolean over() {
    return outcome != null || this == ENDED;
  }

  /** How it ended; empty while it lives or when not told. */
  public Optional<CallOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }
}
