package dev.ramal.crm.timeline;

import dev.ramal.events.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an event tells of one item.
 *
 * @param item which one
 * @param at when it was, to the microsecond, as the store keeps it
 * @param rank of two tellings the one with the higher rank is right
 * @param participants null where the event does not say: they are those of the interaction
 * @param replyTo interaction that this answers, whose agent it concerns; null for none
 */
record ItemNews(
    ItemKey item,
    TimelineType type,
    Instant at,
    long rank,
    Participants participants,
    ItemDetail detail,
    InteractionKey replyTo) {

  ItemNews {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  InteractionKey interaction() {
    return item.interaction();
  }

  /** Which item of which interaction. */
  record ItemKey(InteractionKey interaction, String id) {
    TenantId tenant() {
      return interaction.tenant();
    }
  }
}
