package dev.ramal.messaging.deadletters;

import java.time.Instant;

/**
 * A redrive of which all is known and kept aside; it only has to be sent.
 *
 * @param judgement in which no letter is complained of
 */
record PreparedRedrive(RedriveDraft draft, RedriveOrder order, Judgement judgement) {
  /** As it is written down. */
  Redrive redrive(Instant now) {
    return new Redrive(
        draft.reach().owner(),
        draft.id(),
        draft.reach().word(),
        draft.topic(),
        order.selection().fingerprint(),
        order.patch().text(),
        order.appliedNowhere(),
        order.quota(),
        Math.toIntExact(judgement.valid()),
        judgement.gone().size(),
        order.by(),
        now);
  }
}
