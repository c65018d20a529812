package dev.ramal.messaging.history;

import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.carrier.FailureTable.Explanation;
import dev.ramal.messaging.message.FailureCause;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a message did not arrive, for people.
 *
 * @param code the carrier's, or ours; null when nobody named one
 * @param reason in Portuguese
 * @param reasonEnglish the same in English
 * @param advice what to do, in Portuguese
 * @param adviceEnglish the same in English
 */
@Schema(name = "MessageFailure")
public record MessageFailureView(
    @Schema(nullable = true, examples = "30003") String code,
    String reason,
    String reasonEnglish,
    String advice,
    String adviceEnglish) {

  /**
   * @param carrier null when the message has none
   * @param cause null when it has not failed
   * @return null when it has not failed
   */
  static MessageFailureView of(Carrier carrier, FailureCause cause) {
    if (cause == null) {
      return null;
    }
    Explanation told = FailureReasons.explain(carrier, cause.code());
    return new MessageFailureView(
        cause.code(), cause.reason(), told.english(), told.advice(), told.adviceEnglish());
  }
}
