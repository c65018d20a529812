package dev.ramal.sandbox.replay;

import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a carrier tells of an SMS that it has taken.
 *
 * @param base public address of the gateway
 */
record CallbacksOfMessages(String base) {

  /**
   * A message that a carrier has.
   *
   * @param carriersId its name at the carrier
   */
  record Taken(String id, String carriersId, String from, String to, String carrier) {}

  /**
   * @param ends the last status
   */
  List<CarrierCallback> ofTwilio(ConnectionStatus account, Taken message, String ends) {
    return List.of(twilio(account, message, "sent"), twilio(account, message, ends));
  }

  private CarrierCallback twilio(ConnectionStatus account, Taken message, String status) {
    SortedMap<String, String> form = new TreeMap<>();
    form.put("AccountSid", account.accountSid());
    form.put("ApiVersion", "2010-04-01");
    form.put("MessageSid", message.carriersId());
    form.put("MessageStatus", status);
    form.put("From", message.from());
    form.put("To", message.to());
    if (status.equals("undelivered")) {
      form.put("ErrorCode", "30003");
    }
    return CarrierCallback.ofTwilio(base, account, "message-status?message=" + message.id(), form);
  }

  /**
   * @param profile of the account's messages
   * @param ends the last status
   */
  List<CarrierCallback> ofTelnyx(
      ConnectionStatus account, String profile, Taken message, Instant at, String ends) {
    return List.of(
        telnyx(account, profile, message, at, "message.sent", "sent"),
        telnyx(
            account,
            profile,
            message,
            at.plusSeconds(3),
            "message.finalized",
            ends.equals("undelivered") ? "delivery_failed" : ends));
  }

  private CarrierCallback telnyx(
      ConnectionStatus account,
      String profile,
      Taken message,
      Instant at,
      String event,
      String status) {
    String query = "?message=" + message.id();
    Map<String, Object> payload =
        Map.of(
            "record_type",
            "message",
            "direction",
            "outbound",
            "id",
            message.carriersId(),
            "type",
            "SMS",
            "messaging_profile_id",
            profile,
            "from",
            Map.of("phone_number", message.from()),
            "to",
            List.of(Map.of("phone_number", message.to(), "status", status)),
            "parts",
            1,
            "cost",
            Map.of("amount", "0.0310", "currency", "USD"),
            "webhook_url",
            base + "/webhooks/telnyx/" + account.id() + query);
    String id = account.id() + " " + message.carriersId() + " " + status;
    return CarrierCallback.ofTelnyx(
        base,
        account,
        query,
        Map.of(
            "record_type",
            "event",
            "event_type",
            event,
            "id",
            UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
            "occurred_at",
            at.toString(),
            "payload",
            payload));
  }
}
