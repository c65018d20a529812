package dev.ramal.sandbox.burst;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An organization that writes through its number at Twilio, as its administrator, and what Twilio
 * has of it: asked by the API that Twilio has for everybody.
 */
final class Sender {
  private final FreshClient client;
  private final String admin;
  private final ConnectionStatus account;
  private final Api twilio;

  Sender(FreshClient client, SandboxStatus status, String organization, String admin) {
    this.client = client;
    this.admin = admin;
    account =
        status.connections().stream()
            .filter(one -> one.organization().equals(organization))
            .filter(one -> one.carrier().equals("twilio"))
            .findFirst()
            .orElseThrow();
    String credentials = account.accountSid() + ":" + account.authToken();
    twilio =
        Api.at(status.simulators().get("twilio"))
            .with(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  void settings(Map<String, Object> change) {
    api().put("/api/settings/messages", change).expect(200);
  }

  /**
   * Has one text sent to each, with one request.
   *
   * @return ids of the messages, in that order
   */
  List<String> send(List<String> contacts, String text) {
    List<Map<String, String>> messages =
        contacts.stream()
            .map(to -> Map.of("to", to, "channel", "sms", "carrier", "twilio", "body", text))
            .toList();
    JsonNode items =
        api()
            .with("Idempotency-Key", UUID.randomUUID().toString())
            .post("/api/messages/batch", Map.of("messages", messages))
            .expect(207)
            .json()
            .path("items");
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.at("/message/id").asText()));
    return ids;
  }

  /** Of one message, as our API tells it. */
  String status(String id) {
    return api().get("/api/messages/" + id).expect(200).json().path("status").asText();
  }

  /** To whom Twilio has taken a message of this sender's, once for each message. */
  List<String> takenFor() {
    return listed("From", account.numbers().get(0));
  }

  /** Whether Twilio has taken one for this contact. */
  boolean hasTakenFor(String contact) {
    return !listed("To", contact).isEmpty();
  }

  private List<String> listed(String filter, String number) {
    List<String> recipients = new ArrayList<>();
    String page =
        "/2010-04-01/Accounts/%s/Messages.json?%s=%s&PageSize=1000"
            .formatted(
                account.accountSid(), filter, URLEncoder.encode(number, StandardCharsets.UTF_8));
    while (page != null) {
      JsonNode answer = twilio.get(page).expect(200).json();
      answer.path("messages").forEach(message -> recipients.add(message.path("to").asText()));
      page = answer.path("next_page_uri").textValue();
    }
    return recipients;
  }

  private Api api() {
    return client.as(admin, account.organization());
  }
}
