package dev.ramal.carriers.health;

import java.time.Instant;

/**
 * Why a request failed; as it is stored.
 *
 * @param code the carrier's, or a word of ours
 * @param reason null when nobody said
 */
public record CarrierError(Instant at, String code, String reason) {
  private static final int LONGEST_REASON = 300;

  /** With a reason of any length, which is cut. */
  static CarrierError of(Instant at, String code, String reason) {
    return new CarrierError(
        at,
        code,
        reason == null || reason.length() <= LONGEST_REASON
            ? reason
            : reason.substring(0, LONGEST_REASON));
  }
}
