package dev.ramal.messaging.alerting;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.StoredMessages;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An alert about something that no other test knows of, and whom it reaches. */
final class AlertFixture {
  static final String TITLE = "Gravação não chegou";

  final String subject = "subject-" + UUID.randomUUID();
  private final String folder = "/services/T000/" + UUID.randomUUID() + "/";

  /** Of a receiver of this test's own. */
  String name(String begin) {
    return begin + "-" + subject.substring(subject.length() - 8);
  }

  /** Of a webhook of this test's own. */
  String webhook(String end) {
    return SimulatedCarriers.host().urls().get("slack") + path(end);
  }

  /** To arm a fault at. */
  String path(String end) {
    return folder + end;
  }

  /** What arrived there about this alert, oldest first. */
  List<String> inSlack(String end) {
    return SimulatedCarriers.host().slack().messages().stream()
        .filter(message -> path(end).equals(message.getString("path")))
        .filter(message -> message.encode().contains(subject))
        .map(message -> message.getString("text"))
        .toList();
  }

  /** The headline of the first message there, whatever it is about. */
  Optional<String> firstOf(String end) {
    return SimulatedCarriers.host().slack().messages().stream()
        .filter(message -> path(end).equals(message.getString("path")))
        .map(message -> message.getString("text"))
        .findFirst();
  }

  JsonObject firstInSlack(String end) {
    return SimulatedCarriers.host().slack().messages().stream()
        .filter(message -> path(end).equals(message.getString("path")))
        .findFirst()
        .orElseThrow();
  }

  static Map<String, Object> slack(String id, String webhook) {
    return Map.of("id", id, "channel", "slack", "webhookUrl", webhook);
  }

  static Map<String, Object> phone(String id, String channel, String to) {
    return Map.of("id", id, "channel", channel, "to", to);
  }

  /** One receiver a step, in this order; each has a quarter of an hour. */
  @SafeVarargs
  static void tell(String admin, Map<String, Object>... receivers) {
    List<Map<String, Object>> steps =
        Arrays.stream(receivers)
            .map(
                one ->
                    Map.<String, Object>of("receivers", List.of(one.get("id")), "waitMinutes", 15))
            .toList();
    put(
            admin,
            Map.of(
                "receivers",
                List.of(receivers),
                "steps",
                steps,
                "repeatMinutes",
                60,
                "reminders",
                1,
                "leastSeverity",
                "warning"))
        .then()
        .statusCode(200);
  }

  static Response put(String admin, Map<String, ?> settings) {
    return ApiUser.as(admin).request().body(settings).put("/api/settings/alerts");
  }

  static void tellNobody(String admin) {
    put(admin, Map.of("receivers", List.of(), "steps", List.of())).then().statusCode(200);
  }

  void raise(TenantId tenant, String eventId, Instant at) {
    raise(tenant, eventId, TITLE, "warning", at);
  }

  void raise(TenantId tenant, String eventId, String title, String severity, Instant at) {
    send(
        tenant,
        eventId,
        at,
        new AlertRaised(
            UUID.randomUUID().toString(),
            "call-service",
            severity,
            title,
            "Veja <o que> houve.",
            subject,
            at));
  }

  /** As we raise it ourselves. */
  void raiseBroken(TenantId tenant, String receiver, Instant at) {
    send(
        tenant,
        UUID.randomUUID().toString(),
        at,
        new AlertRaised(
            UUID.randomUUID().toString(),
            "messaging-service",
            "warning",
            BrokenReceivers.TITLE,
            "Não recebeu.",
            receiver,
            at));
  }

  void resolve(TenantId tenant, Instant at) {
    send(
        tenant,
        UUID.randomUUID().toString(),
        at,
        new AlertResolved("call-service", TITLE, subject, at));
  }

  private void send(TenantId tenant, String eventId, Instant at, Record data) {
    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      probe.send(
          new Event<>(
              eventId,
              "/call-service",
              subject,
              at,
              tenant,
              null,
              Topics.ALERTS,
              tenant.value() + ":" + subject,
              data));
    }
  }

  /** The one about this subject. */
  String awaitId(String user) {
    return (String) awaitOpen(user, 1).get(0).get("id");
  }

  List<Map<String, Object>> awaitOpen(String user, int count) {
    return MessagingFixture.patiently()
        .until(() -> listed(user, "open"), found -> found.size() == count);
  }

  List<Map<String, Object>> listed(String user, String state) {
    return ApiUser.as(user)
        .request()
        .get("/api/alerts?limit=200&state=" + state)
        .path("items.findAll { it.subject == '" + subject + "' }");
  }

  static Response post(String user, String id, String what) {
    return ApiUser.as(user).request().post("/api/alerts/" + id + "/" + what);
  }

  /** Alerts that we raised of a receiver that could not be told. */
  static int broken(String user, String receiver, String state) {
    List<Object> found =
        ApiUser.as(user)
            .request()
            .get("/api/alerts?limit=200&state=" + state)
            .path(
                "items.findAll { it.subject == '%s' && it.service == 'messaging-service' }"
                    .formatted(receiver));
    return found.size();
  }

  /** The message by which a receiver was told last; null for none. */
  static String messageTo(String user, String id, String receiver) {
    return ApiUser.as(user)
        .request()
        .get("/api/alerts/" + id)
        .path("notifications.findAll { it.receiver == '%s' }.messageId.last()".formatted(receiver));
  }

  /**
   * A carrier reports what became of a message.
   *
   * @param code of Twilio's; null for none
   */
  static void report(TenantId tenant, String message, MessageStatus status, String code) {
    String carrierId =
        MessagingFixture.patiently()
            .until(() -> StoredMessages.carrierId(message), Objects::nonNull);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(
          MessagingFixture.fact(
              tenant,
              message,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.TWILIO, message, carrierId, status, code, null)));
    }
  }

  /** Receiver, step, news and state of each, oldest first. */
  static List<String> told(String user, String id) {
    List<Map<String, Object>> all =
        ApiUser.as(user).request().get("/api/alerts/" + id).path("notifications");
    return all.stream()
        .map(
            one ->
                "%s %s %s %s"
                    .formatted(
                        one.get("receiver"), one.get("step"), one.get("news"), one.get("state")))
        .toList();
  }
}
