package dev.ramal.messaging.alerting.policy;

/**
 * A channel in Slack, or the phone of a person who can be on call, as it is kept.
 *
 * @param id a word of the organization's
 * @param to E.164 of a phone; null for Slack
 * @param sealedWebhook the address of Slack's webhook, sealed; null for a phone
 * @param shownWebhook as much of the address as may be shown; null for a phone
 */
public record AlertReceiver(
    String id, ReceiverChannel channel, String to, String sealedWebhook, String shownWebhook) {
  /** What is authenticated with the secret: it opens for this organization and receiver only. */
  public static String sealContext(String tenant, String id) {
    return tenant + ":alert-receiver:" + id;
  }
}
