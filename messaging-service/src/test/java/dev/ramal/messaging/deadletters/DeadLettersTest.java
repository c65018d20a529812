package dev.ramal.messaging.deadletters;

import static dev.ramal.messaging.deadletters.DeadLetterFixture.PATH;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.TOPIC;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.body;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.moved;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.post;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.ringing;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.reach.Reach;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.StaleStatistics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class DeadLettersTest {
  private static final int KEYS = 230;
  private static final int OF_A_KEY = 100;

  private static final String WAITING =
      """
      insert into dead_letter (tenant, id, topic, partition, record_offset, dead_at, source_topic,
        reader, kind, cause, version, fingerprint, attempt, bytes)
      select 'plan-1', 'plan:0:' || n, 'plan', 0, n, now(), 's', 'r', 'k', 'c', '', 'f', 1, 1
      from generate_series(1, %d) as n
      """;

  private static final String KEPT =
      """
      insert into redrive_record (tenant, redrive, place, letter, dead_at, id, topic, record_key,
        type, headers, payload, partition)
      select 'plan-1', 'plan-redrive', n, 'plan:0:' || n, now(), 'e', 't', 'k', 'y', '{}', '{}', 0
      from generate_series(1, %d) as n
      """;

  @Inject MessagingFixture messages;
  @Inject SqlTransactions transactions;
  @Inject RedriveDraftRepository drafts;
  @Inject DeadLetterRepository index;

  private final DeadLetterFixture letters = new DeadLetterFixture();

  @BeforeEach
  void connect() {
    messages.connect();
  }

  @ParameterizedTest
  @CsvSource({"AURORA, olga, bia", "BOREAL, bia, olga"})
  @DisplayName("MSG-505 a poisoned record is found, understood, repaired, sent again and applied")
  void shouldRepairAPoisonedRecord(Organization organization, String ops, String stranger) {
    // Given
    ApiUser user = ApiUser.as(ops);
    String topic = Topics.deadLetter(Topics.MESSAGE_FACTS, "messaging-service");
    String from = contact();
    CarrierMessageReceived reply =
        GatewayFacts.through(
            organization,
            "twilio",
            GatewayFacts.received(
                Channel.SMS,
                "SM" + UUID.randomUUID(),
                from,
                organization.ours("twilio"),
                "Quero!",
                null));
    Event<?> event = fact(organization.tenant(), from, UUID.randomUUID().toString(), reply);
    String poisoned = EventJson.write(reply).replace("\"carrierMessageId\"", "\"messageSid\"");

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      probe.send(Topics.MESSAGE_FACTS, event.key(), EventHeaders.of(event), poisoned);
    }
    JsonNode letter =
        patiently().until(() -> sample(user, topic, event.id()), found -> found != null);

    // Then: found and understood
    String id = letter.path("id").asText();
    assertThat(letter.path("body").asText()).isEqualTo(poisoned);
    assertThat(letter.at("/headers/ramal-failure-kind").asText()).isEqualTo("Malformed");
    assertThat(letter.at("/headers/ramal-failure-version").asText()).isNotBlank();
    List<Map<String, Object>> patch = moved("/messageSid", "/carrierMessageId");
    post(user, "dry-run", body("topic", topic, "ids", List.of(id)))
        .then()
        .statusCode(200)
        .body("invalid", equalTo(1))
        .body("complaints[0].letter", equalTo(id))
        .body("examples[0].after", nullValue());
    post(user, "dry-run", body("topic", topic, "ids", List.of(id), "patch", patch))
        .then()
        .statusCode(200)
        .body("valid", equalTo(1))
        .body("invalid", equalTo(0));
    post(ApiUser.as(stranger), "redrives", body("topic", topic, "ids", List.of(id), "quota", 1))
        .then()
        .statusCode(404);

    // When: repaired and sent again, by whom alone a changed letter is believed
    Map<String, Object> redrive =
        body("topic", topic, "ids", List.of(id), "patch", patch, "quota", 1);
    ApiUser operator = ApiUser.as("nina", organization.tenant().value());
    post(user, "redrives", redrive).then().statusCode(403).body("code", equalTo("OPS-0009"));
    String report =
        post(operator, "redrives", redrive)
            .then()
            .statusCode(201)
            .body("letters", equalTo(1))
            .body("patch[0].op", equalTo("move"))
            .extract()
            .header("Location");

    // Then: applied, once
    patiently()
        .until(
            () ->
                user(organization)
                    .read("/api/messages?direction=inbound&contact=%2B" + from.substring(1))
                    .path("items")
                    .size(),
            Integer.valueOf(1)::equals);
    patiently().until(() -> user.read(path(report)).path("state").asText(), "published"::equals);
    user.request()
        .get(path(report) + "/letters")
        .then()
        .statusCode(200)
        .body("items.id", contains(id))
        .body("items.eventId", contains(event.id()));
    post(operator, "redrives", redrive).then().statusCode(404).body("code", equalTo("OPS-0002"));
    ApiUser.as(stranger)
        .request()
        .get(path(report))
        .then()
        .statusCode(404)
        .body("code", equalTo("OPS-0007"));
    user.request().get(PATH + "/redrives").then().body("items.id", hasItem(idOf(report)));
    ApiUser.as("nina")
        .request()
        .get(PATH + "/redrives")
        .then()
        .body("items.id", hasItem(idOf(report)))
        .body(
            "items.find { it.id == '" + idOf(report) + "' }.organization",
            equalTo(organization.tenant().value()));
    ApiUser.as("nina").request().get(path(report)).then().statusCode(200);
  }

  @Test
  @DisplayName(
      "MSG-506 a schema break of 23,000 records of two organizations is repaired: 0 lost, 0"
          + " doubled, in order per key, headers as they were")
  void shouldRepairASchemaBreak() {
    // Given: of each key two neighbours died in the wrong order, as after retries
    ApiUser operator = ApiUser.as("nina");
    Set<String> events = new HashSet<>();
    String call = letters.code + "-";
    for (int i = 0; i < OF_A_KEY; i++) {
      int sequence = i % 10 == 4 ? i + 1 : i % 10 == 5 ? i - 1 : i;
      for (int key = 0; key < KEYS; key++) {
        events.add(
            letters.dead(
                key % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL,
                call + key,
                1_000L + sequence * (long) KEYS + key,
                ringing(call + key, "at", sequence)));
      }
    }
    letters.die("nina", null);
    String fingerprint = letters.cluster("nina", null).path("fingerprint").asText();
    int all = KEYS * OF_A_KEY;
    assertThat(letters.cluster("nina", null).path("organizations").asInt()).isEqualTo(2);
    assertThat(letters.waiting("olga", null)).isEqualTo(all / 2);
    assertThat(letters.waiting("nina", "boreal")).isEqualTo(all / 2);
    List<Map<String, Object>> patch = moved("/at", "/occurredAt");

    // When: what would fail again, or is too much, is not sent
    refuse(operator, body("topic", TOPIC, "fingerprint", fingerprint, "quota", all), "OPS-0005");
    refuse(
        operator,
        body("topic", TOPIC, "fingerprint", fingerprint, "quota", all - 1, "patch", patch),
        "OPS-0003");
    assertThat(letters.waiting("nina", null)).isEqualTo(all);
    List<ReceivedRecord> sent;
    String report;
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {
      report =
          post(
                  operator,
                  "redrives",
                  body("topic", TOPIC, "fingerprint", fingerprint, "quota", all, "patch", patch))
              .then()
              .statusCode(201)
              .body("letters", equalTo(all))
              .body("organization", nullValue())
              .extract()
              .header("Location");
      patiently()
          .until(() -> operator.read(path(report)).path("state").asText(), "published"::equals);
      sent = probe.all().stream().filter(one -> one.json().contains(call)).toList();
    }

    // Then
    assertThat(sent).hasSize(all);
    assertThat(sent).extracting(ReceivedRecord::id).containsOnlyOnceElementsOf(events);
    assertThat(sent)
        .allSatisfy(
            one -> {
              assertThat(one.headers())
                  .containsEntry("traceparent", "00-" + one.id())
                  .containsEntry(LetterRow.REDRIVE, idOf(report));
              assertThat(one.headers().keySet())
                  .noneMatch(name -> name.startsWith("ramal-failure"));
            });
    assertThat(disorder(sent)).isEmpty();
    assertThat(letters.waiting("nina", null)).isZero();
    assertThat(operator.read(path(report)).path("published").asInt()).isEqualTo(all);
  }

  @Test
  @DisplayName(
      "MSG-506 letters of a redrive are looked up one by one, whatever Postgres believes of them")
  void shouldLookUpEachLetterByItsKey() {
    // When
    QueryPlan claimed;
    try (StaleStatistics stale = StaleStatistics.in("messaging", DatabaseConnections.LOOK_UP)) {
      stale.grown("dead_letter", WAITING).grown("redrive_record", KEPT);
      claimed = stale.plan(RedriveDraftRepository.CLAIM, "plan-redrive");
    }

    // Then
    assertThat(claimed.scannedWhole()).as("%s", claimed).doesNotContain("dead_letter");
    assertThat(claimed.removed()).as("%s", claimed).isLessThan(StaleStatistics.ROWS);
  }

  @Test
  @DisplayName("MSG-507 what cannot be asked for is refused by name, and nothing is changed")
  void shouldRefuseWhatCannotBeAskedFor() {
    // Given
    ApiUser olga = ApiUser.as("olga");
    letters.dead(Tenants.AURORA, letters.code, 1, ringing(letters.code, "at", 1));
    letters.die("olga", null);
    String fingerprint = letters.cluster("olga", null).path("fingerprint").asText();
    String id = letters.cluster("olga", null).path("letter").asText();

    // When, Then
    post(olga, "redrives", body("fingerprint", "x", "ids", List.of()))
        .then()
        .statusCode(400)
        .body("errors.field", contains("topic", "fingerprint", "ids", "quota"));
    refuse(olga, body("topic", "no.such.topic", "quota", 1), "OPS-0001");
    refuse(olga, body("topic", TOPIC, "fingerprint", "0123456789ab", "quota", 1), "OPS-0002");
    refuse(
        olga,
        body("topic", TOPIC, "ids", List.of(id, TOPIC + ":0:99999999"), "quota", 9),
        "OPS-0002");
    refuse(ApiUser.as("bia"), body("topic", TOPIC, "ids", List.of(id), "quota", 1), null);
    refuse(
        ApiUser.as("nina", "boreal"), body("topic", TOPIC, "ids", List.of(id), "quota", 1), null);
    Response badPatch =
        post(
            olga,
            "redrives",
            body("topic", TOPIC, "quota", 1, "patch", List.of(body("op", "add", "path", "at"))));
    badPatch
        .then()
        .statusCode(400)
        .body("code", equalTo("OPS-0004"))
        .body("errors.field", contains("patch[0].path"));
    post(
            ApiUser.as("nina", "aurora"),
            "redrives",
            body(
                "topic",
                TOPIC,
                "fingerprint",
                fingerprint,
                "quota",
                1,
                "patch",
                List.of(
                    body("op", "move", "from", "/at", "path", "/occurredAt"),
                    body("op", "add", "path", "/tenant", "value", "boreal"))))
        .then()
        .statusCode(422)
        .body("code", equalTo("OPS-0005"))
        .body("complaints[0].complaint", startsWith("patch:"));
    ApiUser.as("ana").request().get(PATH + "/topics").then().statusCode(403);
    ApiUser.as("bia")
        .request()
        .get(PATH + "/samples?topic=" + TOPIC + "&fingerprint=" + fingerprint)
        .then()
        .body("items", anyOf(nullValue(), hasSize(0)));
    assertThat(letters.waiting("olga", null)).isEqualTo(1);
    assertThat(letters.waiting("bia", null)).isZero();
    JsonNode callback =
        olga.read(PATH + "/samples?topic=" + TOPIC + "&fingerprint=" + fingerprint)
            .at("/items/0/rawCallback");
    assertThat(callback.path("body").asText()).isEqualTo("CallSid=CA" + letters.code);
  }

  @Test
  @DisplayName(
      "MSG-509 an organization sends letters as they are, nobody changes what is quarantined, and"
          + " a topic is looked up where one is named")
  void shouldSendChangedLettersForTheOperatorOnly() {
    // Given
    List<Map<String, Object>> patch = moved("/a", "/b");
    ApiUser olga = ApiUser.as("olga");
    ApiUser nina = ApiUser.as("nina");
    Map<String, Object> changed = body("topic", TOPIC, "patch", patch, "quota", 1);
    Map<String, Object> quarantined = body("topic", Topics.QUARANTINE, "patch", patch);

    // When, Then
    post(olga, "redrives", changed)
        .then()
        .statusCode(403)
        .body("code", equalTo("OPS-0009"))
        .body("errors.field", contains("patch"));
    post(nina, "dry-run", quarantined)
        .then()
        .statusCode(400)
        .body("code", equalTo("OPS-0010"))
        .body("errors.field", contains("patch"));
    quarantined.put("quota", 1);
    post(nina, "redrives", quarantined).then().statusCode(400).body("code", equalTo("OPS-0010"));
    ApiUser.as("olga")
        .request()
        .get(PATH + "/clusters?topic=no.such.topic")
        .then()
        .statusCode(404)
        .body("code", equalTo("OPS-0001"));
    olga.request().queryParam("topic", " ").get(PATH + "/clusters").then().statusCode(200);
    olga.request()
        .queryParam("topic", " ")
        .get(PATH + "/samples")
        .then()
        .statusCode(400)
        .body("errors.field", contains("topic"));
  }

  @Test
  @DisplayName(
      "MSG-510 a letter that Kafka has forgotten does not hold up the others: it is told of and"
          + " taken off the index")
  void shouldLeaveOutWhatKafkaHasForgotten() {
    // Given
    ApiUser olga = ApiUser.as("olga");
    letters.dead(Tenants.AURORA, letters.code, 1, ringing(letters.code, "occurredAt", 1));
    letters.dead(Tenants.AURORA, letters.code, 2, ringing(letters.code, "occurredAt", 2));
    letters.die("olga", null);
    String fingerprint = letters.cluster("olga", null).path("fingerprint").asText();
    String last =
        DeadLetterFixture.last(
            olga.read(PATH + "/samples?topic=" + TOPIC + "&fingerprint=" + fingerprint));
    DeadLetterFixture.forgetBefore(last);
    post(olga, "dry-run", body("topic", TOPIC, "fingerprint", fingerprint))
        .then()
        .statusCode(200)
        .body("valid", equalTo(1))
        .body("invalid", equalTo(0))
        .body("gone", equalTo(1));
    assertThat(letters.waiting("olga", null)).isEqualTo(2);

    // When
    String report =
        post(olga, "redrives", body("topic", TOPIC, "fingerprint", fingerprint, "quota", 2))
            .then()
            .statusCode(201)
            .body("letters", equalTo(1))
            .body("gone", equalTo(1))
            .extract()
            .header("Location");

    // Then
    assertThat(letters.waiting("olga", null)).isZero();
    assertThat(olga.read(path(report)).path("gone").asInt()).isEqualTo(1);
    olga.request().get(path(report) + "/letters").then().body("items.id", contains(last));
  }

  @Test
  @DisplayName(
      "MSG-511 while a redrive is under way another of the same letters is told so at once, and one"
          + " of another organization is not")
  void shouldTellAtOnceOfAnotherRedrive() {
    // Given
    Map<String, Object> redrive = body("topic", TOPIC, "fingerprint", "0123456789ab", "quota", 1);
    RedriveDraft other = new RedriveDraft("d-" + letters.code, new Reach(Tenants.AURORA), TOPIC);
    boolean taken = drafts.take(other, Duration.ofMinutes(1)).await().indefinitely();
    assertThat(taken).isTrue();

    // When
    List<Integer> answers =
        Stream.of("olga", "nina", "bia")
            .map(ApiUser::as)
            .map(user -> post(user, "redrives", redrive))
            .map(Response::statusCode)
            .toList();
    drafts.drop(other).await().indefinitely();

    // Then
    assertThat(answers).containsExactly(409, 409, 404);
    assertThat(post(ApiUser.as("olga"), "redrives", redrive).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("MSG-514 a row is kept a day longer than its topic keeps the record")
  void shouldForgetRowsWithTheirTopics() {
    // Given
    List<LetterRow> rows =
        List.of(
            row(Topics.QUARANTINE, 14), row(Topics.QUARANTINE, 16), row(TOPIC, 16), row(TOPIC, 32));

    // When
    long purged =
        transactions
            .acrossTenants(
                "a test of all",
                sql ->
                    index
                        .keep(sql, rows)
                        .chain(
                            () ->
                                index.purge(sql, Duration.ofDays(31), Duration.ofDays(15), 10_000)))
            .await()
            .indefinitely();

    // Then
    assertThat(purged).isEqualTo(2);
  }

  /** Of a place at which nothing lies. */
  private static LetterRow row(String topic, int days) {
    return new LetterRow(
        new LetterPlace(
            Tenants.AURORA, topic, 99, days, Instant.now().minus(Duration.ofDays(days))),
        new DeadLetterTopics.Origin(Topics.CALL_FACTS, "call-service"),
        null,
        null,
        null,
        "k",
        "e",
        "t",
        "Unknown",
        "of a test of the purge",
        "",
        1,
        1,
        null);
  }

  private static void refuse(ApiUser user, Map<String, ?> body, String code) {
    Response answer = post(user, "redrives", body);
    assertThat(answer.statusCode()).isIn(404, 422);
    if (code != null) {
      answer.then().body("code", equalTo(code));
    }
  }

  /** Keys whose records came in another order than they were published in first. */
  private static List<String> disorder(List<ReceivedRecord> sent) {
    Map<String, Integer> last = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (ReceivedRecord one : sent) {
      try {
        int sequence = EventJson.tree(one.json()).path("sequence").asInt();
        if (sequence != last.getOrDefault(one.key(), -1) + 1) {
          wrong.add(one.key() + " " + sequence);
        }
        last.put(one.key(), sequence);
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
    return wrong;
  }

  private static JsonNode sample(ApiUser user, String topic, String event) {
    Response answer = user.request().get(PATH + "/samples?limit=200&topic=" + topic);
    return answer.statusCode() == 404
        ? null
        : StreamSupport.stream(ApiUser.json(answer, 200).path("items").spliterator(), false)
            .filter(letter -> letter.at("/headers/ce_id").asText().equals(event))
            .findFirst()
            .orElse(null);
  }

  private static ApiUser user(Organization organization) {
    return ApiUser.as(organization.admin());
  }

  private static String path(String location) {
    return location.substring(location.indexOf("/api/"));
  }

  private static String idOf(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
