package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.WebhookStanding;
import java.time.Duration;
import java.time.Instant;

/**
 * What was found when it was last looked at what the CRM was asked for. Pure.
 *
 * @param at when the CRM answered; null while it never did
 * @param repairedAt when it was last asked anew, and took it; null while it never was
 * @param toldAt since when people are told that this is left to them; null where it is not
 */
record WebhookLook(Instant at, WebhookStanding standing, Instant repairedAt, Instant toldAt) {
  /** What is missing again after so short a time somebody takes away, or the CRM does not list. */
  private static final Duration NOT_AGAIN = Duration.ofDays(1);

  /**
   * Whether the CRM is to be asked anew. What it never took from us is a person's, as long as the
   * CRM does not suspend it.
   */
  boolean mayRepair(WebhookEndpoint endpoint, WebhookStanding found, Instant now) {
    boolean again = repairedAt != null && repairedAt.isAfter(now.minus(NOT_AGAIN));
    return found.suspended() > 0 || found.missing() > 0 && endpoint.wasTaken() && !again;
  }

  /** The CRM has just taken all of it. */
  WebhookLook whole(Instant now) {
    return new WebhookLook(now, WebhookStanding.WHOLE, repairedAt, toldAt);
  }

  /** As it stands now. */
  WebhookLook next(WebhookStanding found, boolean repaired, boolean leftToPeople, Instant now) {
    Instant since = toldAt == null ? now : toldAt;
    return new WebhookLook(now, found, repaired ? now : repairedAt, leftToPeople ? since : null);
  }
}
