package dev.ramal.messaging.sending;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.CarrierReply.Refused;
import dev.ramal.carriers.CarrierReply.Unknown;
import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.FailureMeaning;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.routing.UnfitReason;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer says against the account that gave it, not against the message. Pure.
 *
 * @param code the carrier's, or a word of ours
 * @param reason null when nobody said
 * @param counts whether it speaks against the account as a whole
 * @param notTaken whether it proves that the message was not taken, so that another account may be
 *     asked: never after an answer that leaves it open
 */
record SubmissionTrouble(String code, String reason, boolean counts, boolean notTaken) {
  /** Credentials that are not taken, and a bill that is not paid, whatever the code. */
  private static final Set<Integer> OF_ACCOUNT = Set.of(401, 402, 403);

  static Optional<SubmissionTrouble> of(
      CarrierReply<?> reply, Carrier carrier, FailureReasons reasons) {
    if (reply instanceof Unknown<?> unknown) {
      return Optional.of(
          new SubmissionTrouble(
              unknown.neverLeft() ? UnfitReason.UNREACHABLE : "unclear",
              unknown.reason(),
              true,
              unknown.neverLeft()));
    }
    if (reply instanceof Refused<?> refused) {
      FailureMeaning means = reasons.means(carrier, refused.code());
      boolean account =
          means == FailureMeaning.ACCOUNT
              || means == FailureMeaning.NOTHING && OF_ACCOUNT.contains(refused.status());
      return account || means.isElsewhere()
          ? Optional.of(new SubmissionTrouble(refused.code(), refused.reason(), account, true))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
