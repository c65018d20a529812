package dev.ramal.messaging.permission;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.post;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.events.messages.MessageHeld;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class PermissionTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void asBefore() {
    clock.reset();
    for (Organization organization : Organization.values()) {
      organization.set(
          "messages",
          Map.of(
              "quietHours", false, "messagesPerDay", 0, "messagesPerWeek", 0, "hours", List.of()));
    }
  }

  @Test
  @DisplayName("MSG-125 in quiet hours a message waits, is told, and leaves when they are over")
  void shouldHoldAMessageUntilTheHourSuits() {
    // Given
    Instant opens = closeUntilLater(Organization.AURORA);
    String to = contact();
    String other = contact();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      String twilio = send("ana", to, "twilio", "Boa noite");
      String telnyx = send("ana", other, "telnyx", "Boa noite");
      String elsewhere = send("breno", to, "twilio", "Boa noite");

      // Then
      awaitStatus("breno", elsewhere, "sending");
      get("ana", "/api/messages/" + twilio)
          .body("status", equalTo("held"))
          .body("leavesAt", equalTo(opens.toString()));
      assertThat(probe.await(MessageHeld.class, twilio).leavesAt()).isEqualTo(opens);
      get("ana", "/api/messages/" + twilio + "/permission")
          .statusCode(200)
          .body("decision", equalTo("held"))
          .body("leavesAt", equalTo(opens.toString()))
          .body("rules.rule", hasItems("opt-out", "per-minute", "quiet-hours"));
      assertThat(atTelnyx(other)).isEmpty();

      clock.advance(Duration.between(clock.instant(), opens.plusSeconds(60)));
      awaitStatus("ana", twilio, "sending");
      awaitStatus("ana", telnyx, "sending");
      get("ana", "/api/messages/" + twilio).body("leavesAt", nullValue());
      assertThat(atTwilio(to)).hasSize(2);
      assertThat(atTelnyx(other)).hasSize(1);
    }
  }

  @Test
  @DisplayName("MSG-415 who declines in the CRM gets no message, nor one that waits, until granted")
  void shouldNotWriteToWhoDeclinesInTheCrm() {
    // Given
    Instant opens = closeUntilLater(Organization.AURORA);
    String to = contact();
    String id = UUID.randomUUID().toString();
    Instant now = Instant.now();
    String waiting = send("ana", to, "twilio", "Bom dia");
    try (TopicProbe probe = TopicProbe.on(Topics.CRM)) {
      // When
      probe.send(crm(new ContactConsentDeclined("rdstation", id, List.of(to), "t-1", now)));
      probe.send(crm(new ContactConsentGranted("rdstation", id, "t-0", now.minusSeconds(9))));

      // Then
      patiently().until(() -> isDenied("ana", to));
      post("ana", null, Map.of("to", to, "channel", "sms", "body", "Olá"))
          .then()
          .statusCode(422)
          .body("code", equalTo("MESSAGES-0007"))
          .body("evidence", containsString(id))
          .body("detail", containsString("CRM"));
      assertThat(isDenied("breno", to)).isFalse();
      String thread = get("ana", "/api/messages/" + waiting).extract().path("conversationId");
      get("ana", "/api/conversations/" + thread)
          .body("optedOut", equalTo(true))
          .body("answerable", equalTo(false));

      clock.advance(Duration.between(clock.instant(), opens.plusSeconds(60)));
      awaitStatus("ana", waiting, "denied");
      assertThat(atTwilio(to)).isEmpty();

      probe.send(crm(new ContactConsentGranted("rdstation", id, "t-2", now.plusSeconds(1))));
      patiently().until(() -> !isDenied("ana", to));
    }
  }

  /** By the rule of opt-outs. */
  private static boolean isDenied(String user, String to) {
    String decision =
        ApiUser.as(user)
            .post("/api/messages/permission", Map.of("to", to, "channel", "sms"), null)
            .then()
            .statusCode(200)
            .extract()
            .path("rules.find { it.rule == 'opt-out' }.decision");
    return decision.equals("denied");
  }

  private static <T extends Record> Event<T> crm(T data) {
    String id = UUID.randomUUID().toString();
    return new Event<>(
        id,
        "/crm-sync-service",
        id,
        Instant.now(),
        Tenants.AURORA,
        null,
        Topics.CRM,
        "aurora:" + id,
        data);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-127 whoever wrote within a day is answered at any hour")
  void shouldAnswerAtAnyHour(String carrier, Organization organization) {
    // Given
    closeUntilLater(organization);
    String to = contact();
    CarrierMessageReceived question =
        GatewayFacts.text(to, organization.ours(carrier), "Está aí?", null);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      probe.send(
          fact(
              organization.tenant(),
              to,
              UUID.randomUUID().toString(),
              GatewayFacts.through(organization, carrier, question)));
      String asked =
          probe
              .await("the question", r -> r.is(MessageReceived.class) && r.json().contains(to))
              .data(MessageReceived.class)
              .messageId();
      get(organization.seller(), "/api/messages/" + asked + "/permission")
          .statusCode(404)
          .body("code", equalTo("MESSAGES-0024"));
    }

    // When
    String id = send(organization.seller(), to, carrier, "Estou!");

    // Then
    awaitStatus(organization.seller(), id, "sending");
    patiently().until(() -> at(carrier, to).size() == 1);
    String other = send(organization.seller(), contact(), carrier, "Boa noite");
    awaitStatus(organization.seller(), other, "held");
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-422 where no hour suits a message is refused instead of kept, and says why")
  void shouldRefuseWhatCouldNeverLeave(Organization organization) {
    // Given: hours that name no day
    Map<String, Object> never = Map.of("notOnHolidays", false);
    organization.set("messages", Map.of("quietHours", true, "hours", List.of(never)));
    String to = contact();

    // When
    ValidatableResponse answer = sms(organization.seller(), to);

    // Then
    answer
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0022"))
        .body("rule", equalTo("quiet-hours"));
    sms(organization.stranger().seller(), to).statusCode(201);
  }

  @Test
  @DisplayName("MSG-128 a contact is written to no more often than is set, nor ten times a minute")
  void shouldRefuseMoreThanTheCaps() {
    // Given
    change("carla", Map.of("messagesPerDay", 2));
    String to = contact();
    sms("ana", to).statusCode(201);
    sms("ana", to).statusCode(201);

    // When
    ValidatableResponse third = sms("ana", to);

    // Then
    third
        .statusCode(422)
        .body("code", equalTo("MESSAGES-0020"))
        .body("detail", containsString("2 messages in 24 hours, 2 allowed"));
    sms("ana", contact()).statusCode(201);
    for (int i = 0; i < 10; i++) {
      sms("breno", to).statusCode(201);
    }
    sms("breno", to)
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("MESSAGES-0021"));

    // And of ten a minute each organization has its own
    change("carla", Map.of("messagesPerDay", 0));
    inMinute("ana", to, "allowed", "2 messages in a minute, 10 allowed");
    inMinute("breno", to, "denied", "10 messages in a minute, 10 allowed");
    for (int i = 2; i < 10; i++) {
      sms("ana", to).statusCode(201);
    }
    sms("ana", to).statusCode(429).body("code", equalTo("MESSAGES-0021"));
    inMinute("breno", to, "denied", "10 messages in a minute, 10 allowed");
  }

  private static void inMinute(String user, String to, String decision, String evidence) {
    String rule = "rules.find { it.rule == 'per-minute' }.";
    ApiUser.as(user)
        .post("/api/messages/permission", Map.of("to", to, "channel", "sms"), null)
        .then()
        .statusCode(200)
        .body(rule + "decision", equalTo(decision))
        .body(rule + "evidence", equalTo(evidence));
  }

  @Test
  @DisplayName("MSG-134 what waits counts when it leaves, and is counted once more then")
  void shouldCountWhatWaitsWhenItLeaves() {
    // Given
    Map<Organization, String> firsts = new EnumMap<>(Organization.class);
    Map<Organization, String> seconds = new EnumMap<>(Organization.class);
    Instant leaves = clock.instant().plus(Duration.ofHours(30));
    String to = contact();
    for (Organization organization : Organization.values()) {
      String seller = organization.seller();
      organization.set("messages", Map.of("messagesPerDay", 1));

      // When
      String first = later(seller, to, leaves).statusCode(201).extract().path("id");

      // Then
      sms(seller, to).statusCode(201);
      later(seller, to, leaves.plusSeconds(1))
          .statusCode(422)
          .body("code", equalTo("MESSAGES-0020"));
      organization.set("messages", Map.of("messagesPerDay", 0));
      String second = later(seller, to, leaves.plusSeconds(1)).statusCode(201).extract().path("id");
      organization.set("messages", Map.of("messagesPerDay", 1));
      firsts.put(organization, first);
      seconds.put(organization, second);
    }

    // When
    clock.advance(Duration.ofHours(30).plusSeconds(60));

    // Then
    for (Organization organization : Organization.values()) {
      String seller = organization.seller();
      String second = seconds.get(organization);
      awaitStatus(seller, firsts.get(organization), "sending");
      awaitStatus(seller, second, "denied");
      get(seller, "/api/messages/" + second).body("failure.code", equalTo("too-often"));
      get(seller, "/api/messages/" + second + "/permission")
          .body("rules.find { it.rule == 'attempts' }.decision", equalTo("denied"));
    }
  }

  @Test
  @DisplayName("MSG-132 the verdict is told before anything is sent, and only to whom it belongs")
  void shouldTellTheVerdict() {
    // Given
    String to = contact();
    String id = send("ana", to, "twilio", "Oi");

    // When
    ValidatableResponse asked =
        ApiUser.as("ana")
            .post("/api/messages/permission", Map.of("to", to, "channel", "whatsapp"), null)
            .then();

    // Then
    asked
        .statusCode(200)
        .body("decision", equalTo("denied"))
        .body("rules.find { it.rule == 'whatsapp-window' }.decision", equalTo("denied"));
    get("ana", "/api/messages/" + id + "/permission")
        .statusCode(200)
        .body("decision", equalTo("allowed"));
    get("breno", "/api/messages/" + id + "/permission").statusCode(404);
    ApiUser.as("ana")
        .post("/api/messages/permission", Map.of("to", "11987654321", "channel", "fax"), null)
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("to", "channel"));
  }

  @Test
  @DisplayName("MSG-133 settings are an administrator's, of one organization, and checked")
  void shouldKeepTheSettingsOfEachOrganization() {
    // When
    change("carla", Map.of("smsPerMinute", 1200, "validityMinutes", 60)).statusCode(200);

    // Then
    get("ana", "/api/settings/messages")
        .statusCode(200)
        .body("smsPerMinute", equalTo(1200))
        .body("validityMinutes", equalTo(60));
    get("breno", "/api/settings/messages").body("smsPerMinute", nullValue());
    change("ana", Map.of("quietHours", true)).statusCode(403);
    change(
            "carla",
            Map.of(
                "hours",
                List.of(Map.of("weekdays", "22:00-09:00", "notOnHolidays", false)),
                "messagesPerDay",
                -1,
                "restDays",
                List.of("my-birthday")))
        .statusCode(400)
        .body("code", equalTo("MESSAGES-0023"))
        .body("errors.field", hasItems("hours[0].weekdays", "messagesPerDay", "restDays"));
    change("carla", Map.of("smsPerMinute", 0, "validityMinutes", 0))
        .statusCode(200)
        .body("smsPerMinute", nullValue());
    get("ana", "/api/settings/messages").body("restDays", hasItem("carnival-monday"));
  }

  /** The organization writes to nobody now, and for an hour from two hours on. */
  private Instant closeUntilLater(Organization organization) {
    Instant opens = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2));
    int begin = opens.atZone(SAO_PAULO).getHour();
    String span = "%02d:00-%02d:00".formatted(begin, begin + 1);
    Map<String, Object> hours = new HashMap<>();
    Arrays.asList("weekdays", "saturday", "sunday").forEach(day -> hours.put(day, span));
    hours.put("notOnHolidays", false);
    organization.set("messages", Map.of("quietHours", true, "hours", List.of(hours)));
    return opens;
  }

  private static ValidatableResponse sms(String user, String to) {
    return post(user, null, Map.of("to", to, "channel", "sms", "body", "Oi")).then();
  }

  private static ValidatableResponse later(String user, String to, Instant leaves) {
    return post(
            user,
            null,
            Map.of("to", to, "channel", "sms", "body", "Oi", "sendAt", leaves.toString()))
        .then();
  }

  private static ValidatableResponse change(String user, Map<String, ?> settings) {
    return ApiUser.as(user).request().body(settings).put("/api/settings/messages").then();
  }
}
