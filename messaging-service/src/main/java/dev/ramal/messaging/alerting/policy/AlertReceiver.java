package dev.ramal.messaging.alerting.policy;

import dev.ramal.events.E164;
import dev.ramal.numbering.LocalTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A channel in Slack, or the phone of a person who can be on call, as it is kept.
 *
 * @param id a word of the organization's
 * @param to E.164 of a phone; null for Slack
 * @param sealedWebhook the address of Slack's webhook, sealed; null for a phone
 * @param shownWebhook as much of the address as may be shown; null for a phone
 * @param hours when it is on call; null for always
 */
public record AlertReceiver(
    String id,
    ReceiverChannel channel,
    String to,
    String sealedWebhook,
    String shownWebhook,
    DutyHours hours) {
  private static final ZoneId ELSEWHERE = ZoneId.of("America/Sao_Paulo");

  /** What is authenticated with the secret: it opens for this organization and receiver only. */
  public static String sealContext(String tenant, String id) {
    return tenant + ":alert-receiver:" + id;
  }

  public boolean isOnCall(Instant at) {
    return hours == null || hours.hold(LocalDateTime.ofInstant(at, zone()));
  }

  AlertReceiver during(DutyHours others) {
    return new AlertReceiver(id, channel, to, sealedWebhook, shownWebhook, others);
  }

  private ZoneId zone() {
    return to == null
        ? ELSEWHERE
        : LocalTimes.zones(new E164(to)).stream().findFirst().orElse(ELSEWHERE);
  }
}
