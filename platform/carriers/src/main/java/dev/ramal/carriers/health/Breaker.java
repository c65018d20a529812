package dev.ramal.carriers.health;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import dev.ramal.kit.time.Backoff;
import java.time.Instant;

/**
 * Keeps work away from a carrier that does not work for an organization. A service says what is
 * kept away, and what counts as a request: calls have one for each carrier, messages one for each
 * account and channel. Pure.
 *
 * <pre>
 *              failures in a row                the account answers
 *   CLOSED ───────────────────────▶ OPEN ───────────────────────────▶ HALF_OPEN
 *     ▲                              ▲ │ it does not: asked later          │ │
 *     │                              │ └──┘                                │ │
 *     │                              └──────────────── a request fails ────┘ │
 *     └─────────────────────────────────────────── a request is taken ───────┘
 * </pre>
 *
 * @param failures in a row
 * @param trips how often it has opened since it was closed
 * @param since when it came into this state; null for one that never left it
 * @param askAt when the carrier is asked again; null unless open
 */
public record Breaker(State state, int failures, int trips, Instant since, Instant askAt) {
  public static final Breaker NEW = new Breaker(State.CLOSED, 0, 0, null, null);

  /** The names are stored. */
  public enum State {
    CLOSED,
    OPEN,
    /** The carrier answers again; the next request decides. */
    HALF_OPEN;

    @JsonValue
    public String wire() {
      return WireWords.of(this);
    }
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether a request that was taken changes anything. */
  public boolean isTroubled() {
    return state != State.CLOSED || failures > 0;
  }

  /** A request failed for a reason of the carrier's. */
  public Breaker failed(Instant now, int most, Backoff waits) {
    boolean opens = state == State.HALF_OPEN || state == State.CLOSED && failures + 1 >= most;
    return opens
        ? new Breaker(State.OPEN, failures + 1, trips + 1, now, now.plus(waits.after(trips + 1)))
        : new Breaker(state, failures + 1, trips, since, askAt);
  }

  /** A request was taken. */
  public Breaker took(Instant now) {
    return isTroubled() ? new Breaker(State.CLOSED, 0, 0, now, null) : this;
  }

  /** The carrier was asked about the account while the breaker was open. */
  public Breaker asked(boolean answers, Instant now, Backoff waits) {
    if (!isOpen()) {
      return this;
    }
    return answers
        ? new Breaker(State.HALF_OPEN, failures, trips, now, null)
        : new Breaker(state, failures, trips, since, now.plus(waits.after(trips)));
  }
}
