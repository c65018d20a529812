package dev.ramal.calls.numbers;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a number stands. The names are stored.
 *
 * <pre>
 *  ordered ─▶ ORDERED ──carrier has it──▶ ACTIVE ──release asked──▶ RELEASING ─▶ RELEASED
 *                └──carrier refuses──▶ REFUSED   └──taken out of its account──▶ REMOVED
 *  entered ──────────────────────────▶ ACTIVE
 * </pre>
 */
public enum NumberState {
  /** It is being bought: the order is stored, and perhaps with the carrier. */
  ORDERED,
  ACTIVE,
  /** It is being given back; no call shows it any more. */
  RELEASING,
  RELEASED,
  /** The carrier did not sell it. */
  REFUSED,
  /** An administrator took it out of its account, without giving it back to the carrier. */
  REMOVED;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  static Optional<NumberState> find(String word) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(word)).findFirst();
  }
}
