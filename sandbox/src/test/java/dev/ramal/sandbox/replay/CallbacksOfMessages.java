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
 * What a carrier tells of a message that it has taken.
 *
 * @param base public address of the gateway
 */
record CallbacksOfMessages(String base) {
  /** WhatsApp tells of reading alone where the handset was not told to confirm the delivery. */
  static final String READ_ALONE = "read alone";

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
    List<String> way =
        switch (ends) {
          case "read" -> List.of("sent", "delivered", "read");
          case READ_ALONE -> List.of("sent", "read");
          default -> List.of("sent", ends);
        };
    return way.stream().map(status -> twilio(account, message, status)).toList();
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
   * The last word is dearer than the one before: operators charge as well.
   *
   * @param profile of the account's messages
   * @param ends the last status
   */
  List<CarrierCallback> ofTelnyx(
      ConnectionStatus account, String profile, Taken message, Instant at, String ends) {
    return List.of(
        telnyx(account, profile, message, at, "message.sent", "sent", "0.0300"),
        telnyx(
            account,
            profile,
            message,
            at.plusSeconds(3),
            "message.finalized",
            ends.equals("undelivered") ? "delivery_failed" : ends,
            "0.0310"));
  }

  private CarrierCallback telnyx(
      ConnectionStatus account,
      String profile,
      Taken message,
      Instant at,
      String event,
      String status,
      String cost) {
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
            Map.of("amount", cost, "currency", "USD"),
            "webhook_url",
            base + "/webhooks/telnyx/" + account.id() + query);
    return event(account, query, event, message.carriersId() + " " + status, at, payload);
  }

  private static String named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private CarrierCallback event(
      ConnectionStatus account,
      String query,
      String event,
      String name,
      Instant at,
      Map<String, Object> payload) {
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
            named(account.id() + " " + name),
            "occurred_at",
            at.toString(),
            "payload",
            payload));
  }

  /**
   * What people have written to Telnyx's number.
   *
   * @param type SMS or WHATSAPP
   * @param parts of a long SMS
   */
  CarrierCallback writtenToTelnyx(
      ConnectionStatus account, String profile, String from, String type, int parts, Instant at) {
    String name = "written by " + from + " as " + type;
    Map<String, Object> payload =
        Map.of(
            "record_type",
            "message",
            "direction",
            "inbound",
            "id",
            named(account.id() + " " + name + " id"),
            "type",
            type,
            "messaging_profile_id",
            profile,
            "from",
            Map.of("phone_number", from),
            "to",
            List.of(Map.of("phone_number", account.numbers().get(0), "status", "received")),
            "text",
            "Pode me ligar amanhã?",
            "parts",
            parts,
            "received_at",
            at.toString());
    return event(account, "", "message.received", name, at, payload);
  }

  /**
   * The same to Twilio's, which says no time: such a message is of the moment in which it comes.
   *
   * @param channel before the number: empty, or {@code whatsapp:}
   */
  CarrierCallback writtenToTwilio(ConnectionStatus account, String channel, String from) {
    String sid = "SM" + named(account.id() + " " + channel + from).replace("-", "");
    SortedMap<String, String> form = new TreeMap<>();
    form.put("AccountSid", account.accountSid());
    form.put("ApiVersion", "2010-04-01");
    form.put("MessageSid", sid);
    form.put("SmsStatus", "received");
    form.put("From", channel + from);
    form.put("To", channel + account.numbers().get(0));
    form.put("Body", "Pode me ligar amanhã?");
    form.put("NumMedia", "0");
    form.put("NumSegments", "1");
    return CarrierCallback.ofTwilio(base, account, "incoming-message", form);
  }
}
