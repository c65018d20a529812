package dev.ramal.carriers;

import dev.ramal.events.CallOutcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Why a call ended otherwise than by somebody hanging up, in words that are the same for every
 * carrier. The carrier's own word or code stands beside it wherever it is told.
 *
 * <p>Read from what is most exact: a code or word of the carrier, then the SIP response of the
 * other side, then the outcome alone, which is all that some carriers tell. Sources: Twilio's
 * errors and warnings (21210 … 21217, 13223 … 13227), Telnyx's error codes (10009, 10010, 10016)
 * and values of {@code hangup_cause}, RFC 3261 (486, 600, 480, 408, 603, 404, 484, 403).
 */
public enum CallCause {
  BUSY("busy", Set.of(486, 600), "user_busy"),
  NO_ANSWER("no-answer", Set.of(408, 480, 487), "timeout", "no_answer"),
  REJECTED("rejected", Set.of(603, 607), "call_rejected"),
  INVALID_NUMBER(
      "invalid-number",
      Set.of(404, 410, 484, 604),
      "21211",
      "21214",
      "21217",
      "13223",
      "13224",
      "10016",
      "not_found",
      "unallocated_number",
      "invalid_number_format"),
  /** The carrier, the account's permissions or the network do not let this call through. */
  BLOCKED("blocked", Set.of(403, 608), "21215", "21216", "13225", "13227", "10010"),
  /** The number shown is not one that the account may show. */
  CALLER_ID_REFUSED("caller-id-refused", Set.of(), "21210", "21212", "21213"),
  /** It failed, and nobody says why in words that we know. */
  FAILED("failed", Set.of());

  private final String word;
  private final Set<Integer> sipCodes;
  private final Set<String> codes;

  CallCause(String word, Set<Integer> sipCodes, String... codes) {
    this.word = word;
    this.sipCodes = new HashSet<>(sipCodes);
    this.codes = new HashSet<>(List.of(codes));
  }

  /** The word that clients and consumers read. */
  public String word() {
    return word;
  }

  /**
   * @param code the carrier's own; null when not said
   * @param sipCode of the other side's answer; null when not said
   * @return empty for an end that needs no cause: somebody hung up
   */
  public static Optional<CallCause> of(String code, Integer sipCode, CallOutcome outcome) {
    if (outcome == CallOutcome.COMPLETED || outcome == CallOutcome.CANCELED) {
      return Optional.empty();
    }
    Optional<CallCause> answered = first(cause -> cause.sipCodes.contains(sipCode));
    return answered
        .filter(cause -> cause == REJECTED || cause == BLOCKED)
        .or(() -> first(cause -> cause.codes.contains(code)))
        .or(() -> answered)
        .or(() -> Optional.of(of(outcome)));
  }

  private static CallCause of(CallOutcome outcome) {
    return switch (outcome) {
      case BUSY -> BUSY;
      case NO_ANSWER -> NO_ANSWER;
      default -> FAILED;
    };
  }

  private static Optional<CallCause> first(Predicate<CallCause> condition) {
    return Arrays.stream(values()).filter(condition).findFirst();
  }
}
