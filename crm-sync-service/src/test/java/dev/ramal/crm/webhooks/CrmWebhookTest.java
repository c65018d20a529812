package dev.ramal.crm.webhooks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.describedAs;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.fixtures.Webhooks;
import dev.ramal.crm.fixtures.Webhooks.Answer;
import dev.ramal.crm.fixtures.Webhooks.Told;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CrmTest
class CrmWebhookTest {
  private static final String AURORA = "webhooks of aurora";
  private static final Postgres CRM = Postgres.database("crm");

  private final String mobile = FinishedCalls.newMobile();
  private final String contact = Long.toHexString(System.nanoTime()) + "c0ffee";
  private final Instant now = Instant.parse("2026-11-20T15:00:00Z");

  @Inject OrganizationCrm organizationCrm;
  @Inject PurgeWebhooks purgeWebhooks;
  @Inject MeterRegistry metrics;

  private TopicProbe topics;
  private Webhooks webhooks;

  @BeforeEach
  void setUp() {
    topics = TopicProbe.on(Topics.CRM);
    CRM.execute("delete from crm_connection");
    webhooks = Webhooks.of("carla");
  }

  @AfterEach
  void close() {
    Webhooks.none("carla");
    Webhooks.none("bia");
    RdStation.crm().unsubscribe(AURORA);
    topics.close();
  }

  @Test
  @DisplayName("CRM-178 an administrator sets it up; the secret is told once and stored as a hash")
  void shouldTellTheSecretOnce() {
    // Given
    Webhooks.none("carla");
    Webhooks first = Webhooks.of("carla");
    Webhooks second = Webhooks.of("carla");

    // When
    Webhooks third = Webhooks.of("carla");

    // Then
    ApiUser.as("carla")
        .request()
        .get("/api/crm/webhook")
        .then()
        .statusCode(200)
        .body("active", equalTo(true))
        .body("url", containsString(third.path()))
        .body("previousSecretSince", notNullValue())
        .body(not(containsString(third.secret())));
    assertThat(CRM.rows("select * from crm_webhook_endpoint").toString())
        .doesNotContain(second.secret())
        .doesNotContain(third.secret());
    assertThat(second.send("{}").status()).isEqualTo(400);
    assertThat(third.send("{}").status()).isEqualTo(400);
    assertThat(first.send("{}").status()).isEqualTo(401);
    ApiUser.as("ana").request().post("/api/crm/webhook").then().statusCode(403);
    ApiUser.as("ana").request().get("/api/crm/webhook").then().statusCode(403);
    Webhooks.none("carla");
    assertThat(third.send("{}").status()).isEqualTo(401);
    ApiUser.as("carla")
        .request()
        .get("/api/crm/webhook")
        .then()
        .body("active", equalTo(false))
        .body("url", nullValue());
  }

  @Test
  @DisplayName("CRM-179 who does not show the organization's secret is refused, all in one way")
  void shouldRefuseStrangers() {
    // Given
    Webhooks boreal = Webhooks.of("bia");
    Told told = Webhooks.contact(contact, mobile, "declined", now);
    Webhooks nowhere =
        new Webhooks("/webhooks/crm/" + FinishedCalls.newId(), webhooks.header(), "x");

    // When
    List<Answer> answers =
        List.of(
            webhooks.with("wrong").send(told.body()),
            webhooks.with(boreal.secret()).send(told.body()),
            nowhere.send(told.body()),
            webhooks.sendBare("no json"));

    // Then
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(401);
              assertThat(answer.type()).startsWith("application/problem+json");
              assertThat(answer.body()).contains("The secret of the webhook is missing or wrong");
            });
    assertThat(
            answers.stream()
                .map(answer -> answer.body().replaceAll("\"instance\":\"[^\"]*\"", ""))
                .distinct())
        .hasSize(1);
    assertThat(CRM.count("crm_webhook where transaction_id = ?", told.transaction())).isZero();
  }

  @Test
  @DisplayName(
      "CRM-180 what the CRM does not send is refused with the field, and what is too large")
  void shouldNameWhatIsMalformed() {
    // When, Then
    Answer fields =
        webhooks.send("{\"transaction_uuid\":\"t\",\"event_name\":\"crm_contact_updated\"}");
    assertThat(fields.status()).isEqualTo(400);
    assertThat(fields.type()).startsWith("application/problem+json");
    assertThat(fields.body()).contains("does not send such", "\"field\":\"document\"");
    Answer cut = webhooks.send("{\"transaction_uuid\"");
    assertThat(cut.status()).isEqualTo(400);
    assertThat(cut.body()).contains("does not send such");
    assertThat(webhooks.send("{\"x\":\"" + "x".repeat(1 << 20) + "\"}").status()).isEqualTo(413);
  }

  @Test
  @DisplayName(
      "CRM-181 the same delivery five times is applied once, and is another's own elsewhere")
  void shouldTakeADeliveryOnce() {
    // Given
    Webhooks boreal = Webhooks.of("bia");
    Told told = Webhooks.contact(contact, mobile, "declined", now);

    // When
    IntStream.range(0, 5).parallel().forEach(time -> webhooks.tell(told));
    boreal.tell(told);

    // Then
    topics.await(
        "boreal's", r -> r.is(ContactConsentDeclined.class) && r.tenant().equals(Tenants.BOREAL));
    ended(told, "applied");
    await().until(() -> declined().size() == 1);
    assertThat(declined().get(0).transactionId()).isEqualTo(told.transaction());
    assertThat(CRM.count("crm_webhook where transaction_id = ?", told.transaction())).isEqualTo(2);
    assertThat(CRM.count("jobs where queue = 'crm-webhooks'")).isZero();
  }

  @Test
  @DisplayName(
      "CRM-182 who declines in the CRM is told of with all spellings, and the grant as well")
  void shouldTellWhoDeclines() {
    // Given
    RdStation.crm()
        .subscribe(
            AURORA,
            "http://localhost:" + RestAssured.port + webhooks.path(),
            webhooks.header(),
            webhooks.secret());
    String typed = mobile.replaceFirst("\\+55(..)9(....)", "($1) $2-");
    String id = RdStation.crm().seed(AURORA, "contacts", person(typed, "declined"));

    // When
    ContactConsentDeclined declined = topics.await(ContactConsentDeclined.class, id);
    RdStation.crm().change(AURORA, "contacts", id, basis("granted"));
    ContactConsentGranted granted = topics.await(ContactConsentGranted.class, id);

    // Then
    assertThat(declined.numbers())
        .containsExactlyInAnyOrder(mobile, mobile.replaceFirst("(\\+55..)9", "$1"));
    assertThat(declined.crm()).isEqualTo("rdstation");
    assertThat(declined.transactionId()).isNotBlank();
    assertThat(granted.grantedAt()).isAfter(declined.declinedAt());
    assertThat(topics.all(Tenants.BOREAL, ContactConsentDeclined.class)).isEmpty();
  }

  @Test
  @DisplayName("CRM-183 what comes late changes nothing and is counted so")
  void shouldNotApplyWhatIsLate() {
    // Given
    Told granted = Webhooks.contact(contact, mobile, "granted", now.plusSeconds(60));
    Told declined = Webhooks.contact(contact, mobile, "declined", now);

    // When
    webhooks.tell(granted);
    ended(granted, "applied");
    webhooks.tell(declined);

    // Then
    ended(declined, "late");
    assertThat(declined()).isEmpty();
  }

  @Test
  @DisplayName("CRM-340 of a CRM whose clock is ahead of ours what overtakes is no older for it")
  void shouldKnowWhatWasOvertaken() {
    // Given
    Instant ahead = Instant.now().plusSeconds(600);
    Told declined = Webhooks.contact(contact, mobile, "declined", ahead.plusSeconds(1));
    Told granted = Webhooks.contact(contact, mobile, "granted", ahead.plusSeconds(2));
    Told silent = Webhooks.contact(contact, mobile, "none", ahead);

    // When
    webhooks.tell(granted);
    ended(granted, "applied");
    webhooks.tell(declined);
    webhooks.tell(silent);

    // Then
    ended(declined, "late");
    ended(silent, "late");
    assertThat(declined()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mar\\u0000ina", "Marina \\ud83d"})
  @DisplayName("CRM-346 a refusal is heard though its contact has a name that no store can hold")
  void shouldHearWhatNoStoreCanHold(String name) {
    // Given
    Told declined = Webhooks.contact(contact, mobile, "declined", now);

    // When
    Answer answer = webhooks.send(declined.body().replace("Marina", name));

    // Then
    assertThat(answer.status()).isEqualTo(204);
    ended(declined, "applied");
    await().until(() -> declined().size() == 1);
  }

  @Test
  @DisplayName("CRM-184 what was believed of a contact's phones is put right at once")
  void shouldPutRightWhatWasBelieved() {
    // Given
    RdStation.connect("carla", AURORA);
    String other = FinishedCalls.newMobile();
    String id = RdStation.crm().seed(AURORA, "contacts", person(mobile, null));
    found(mobile).body("items.name", equalTo(List.of("Marina")));
    found(other).body("items", hasSize(0));

    // When
    RdStation.crm().change(AURORA, "contacts", id, person(other, null).put("name", "Marina N."));
    Told moved =
        Webhooks.told(
            "crm_contact_updated",
            Map.of("id", id, "name", "Marina N.", "phones", List.of(Map.of("phone", other))),
            now);
    webhooks.tell(moved);
    ended(moved, "applied");

    // Then
    found(other).body("items.name", equalTo(List.of("Marina N.")));
    found(mobile).body("items", hasSize(0));

    // When
    Told gone = Webhooks.told("crm_contact_deleted", Map.of("id", id), now.plusSeconds(60));
    webhooks.tell(gone);
    ended(gone, "applied");

    // Then
    assertThat(CRM.count("contact_link where contact_id = ?", id)).isZero();
  }

  @Test
  @DisplayName("CRM-344 the company of a contact is put right with its name; two organizations")
  void shouldPutRightTheCompany() {
    // Given
    RdStation.connect("carla", AURORA);
    String id = RdStation.crm().seed(AURORA, "contacts", person(mobile, null));
    found(mobile).body("items.company", contains(nullValue()));
    CRM.execute(
        "insert into contact_link (tenant, phone, contact_id, contact_company, checked_at)"
            + " values ('boreal', ?, ?, 'Outra Ltda', now())",
        mobile,
        id);
    Map<String, Object> document =
        Map.of("id", id, "name", "Ma\nrina", "phones", List.of(Map.of("phone", mobile)));
    Map<String, Object> named = new HashMap<>(document);
    named.put("organization", Map.of("id", "o1", "name", "Exemplo\u0007Ltda"));

    // When
    Told hired = Webhooks.told("crm_contact_updated", named, now);
    webhooks.tell(hired);
    ended(hired, "applied");

    // Then
    found(mobile)
        .body("items.name", contains("Ma rina"))
        .body("items.company", contains("Exemplo Ltda"));

    // When
    Map<String, Object> silent = new HashMap<>(document);
    silent.put("organization_id", "o1");
    Told moved = Webhooks.told("crm_contact_updated", silent, now.plusSeconds(60));
    webhooks.tell(moved);
    ended(moved, "applied");
    CRM.execute("update contact_link set checked_at = to_timestamp(0) where tenant = 'aurora'");
    CRM.execute("delete from contact_search where tenant = 'aurora'");
    RdStation.crm().change(AURORA, "contacts", id, new JsonObject().put("organization_id", "o1"));
    found(mobile);

    // Then
    found(mobile)
        .body(
            "items.company",
            describedAs("CRM-352 what says nothing of it takes it away", contains("Exemplo Ltda")));

    // When
    Map<String, Object> bare = new HashMap<>(document);
    bare.put("organization_id", "");
    Told left = Webhooks.told("crm_contact_updated", bare, now.plusSeconds(120));
    webhooks.tell(left);
    ended(left, "applied");

    // Then
    found(mobile).body("items.company", contains(nullValue()));
    assertThat(
            CRM.value(
                "select contact_company from contact_link where tenant = 'boreal'"
                    + " and contact_id = ?",
                id))
        .isEqualTo("Outra Ltda");
  }

  @Test
  @DisplayName(
      "CRM-353 of a contact of which a part cannot be read the rest is heard, and the CRM is asked"
          + " for it at the next look-up; two organizations")
  void shouldAskForWhatCannotBeRead() {
    // Given
    RdStation.connect("carla", AURORA);
    String id = RdStation.crm().seed(AURORA, "contacts", person(mobile, null));
    found(mobile).body("items.name", contains("Marina"));
    CRM.execute(
        "insert into contact_link (tenant, phone, contact_id, contact_name, checked_at)"
            + " values ('boreal', ?, ?, 'Marina', now())",
        mobile,
        id);
    JsonObject silent = person(mobile, null).put("id", id);
    silent.remove("phones");
    Told left = Webhooks.told("crm_contact_updated", silent.getMap(), now);
    webhooks.tell(left);
    ended(left, "applied");
    assertThat(CRM.value("select count(*) from contact_link where phone = ?", mobile))
        .as("one that says nothing of phones takes none away")
        .isEqualTo(2L);
    Told nameless =
        Webhooks.told(
            "crm_contact_updated",
            Map.of("id", id, "phones", List.of(Map.of("phone", mobile))),
            now.plusMillis(500));
    webhooks.tell(nameless);
    ended(nameless, "applied");
    assertThat(CRM.value("select min(contact_name) from contact_link where phone = ?", mobile))
        .as("one that says nothing of the name takes none away")
        .isEqualTo("Marina");
    assertThat(CRM.count("contact_link where contact_name = 'Marina' and phone = ?", mobile))
        .isEqualTo(2);
    RdStation.crm().change(AURORA, "contacts", id, person(mobile, "declined"));
    double before = counted("read-in-part");

    // When
    Told unread =
        Webhooks.told(
            "crm_contact_updated",
            Map.of("id", id, "name", "Marina", "phones", mobile, "legal_bases", "declined"),
            now.plusSeconds(1));
    webhooks.tell(unread);
    ended(unread, "read-in-part");

    // Then
    assertThat(counted("read-in-part")).isEqualTo(before + 1);
    assertThat(CRM.value("select count(*) from contact_link where phone = ?", mobile))
        .as("none is taken for lost")
        .isEqualTo(2L);
    assertThat(
            CRM.value(
                "select tenant from contact_link where phone = ? and checked_at > now() -"
                    + " interval '1 day'",
                mobile))
        .isEqualTo("boreal");
    found(mobile).body("items.name", contains("Marina"));
    await()
        .untilAsserted(
            () ->
                assertThat(topics.all(Tenants.AURORA, ContactConsentDeclined.class))
                    .extracting(told -> told.data(ContactConsentDeclined.class))
                    .filteredOn(told -> told.contactId().equals(id))
                    .singleElement()
                    .satisfies(told -> assertThat(told.numbers()).contains(mobile)));
  }

  private double counted(String outcome) {
    return metrics.counter("ramal_crm_webhooks", "outcome", outcome).count();
  }

  @Test
  @DisplayName("CRM-185 what we made ourselves is no news; what people make of it is")
  void shouldKnowItsOwnEcho() {
    // Given
    RdStation.connect("carla", AURORA);
    String made =
        organizationCrm
            .createContact(Tenants.AURORA, mobile, mobile)
            .await()
            .atMost(Duration.ofSeconds(10))
            .id();
    Map<String, Object> document = Map.of("id", made, "name", mobile, "phones", List.of());
    Told echo = Webhooks.told("crm_contact_created", document, now);
    Told ofBoreal = Webhooks.told("crm_contact_created", document, now);
    Told changed = Webhooks.contact(made, mobile, "declined", now.plusSeconds(1));

    // When
    webhooks.tell(echo);
    Webhooks.of("bia").tell(ofBoreal);
    webhooks.tell(changed);

    // Then
    ended(echo, "echo");
    ended(ofBoreal, "applied");
    ended(changed, "applied");
  }

  @Test
  @DisplayName("CRM-186 events of which nothing is kept, or that nobody describes, are counted")
  void shouldKeepWhatItDoesNotKnow() {
    // Given
    Told task = Webhooks.told("crm_task_updated", Map.of("id", "t1"), now);
    Told unknown = Webhooks.told("crm_note_created", Map.of("id", "n1"), now);

    // When
    webhooks.tell(task);
    webhooks.tell(unknown);

    // Then
    ended(task, "ignored");
    ended(unknown, "unknown");
    assertThat(metrics.counter("ramal_crm_webhooks", "outcome", "unknown").count()).isPositive();
    ApiUser.as("carla")
        .request()
        .get("/api/crm/webhook")
        .then()
        .body("lastReceivedAt", notNullValue());
  }

  @Test
  @DisplayName("CRM-187 it is answered before it is applied, and applied once where a process dies")
  void shouldApplyAfterwardsWhateverDies() throws SQLException {
    // Given
    Told first = Webhooks.contact(contact, mobile, null, now);
    webhooks.tell(first);
    ended(first, "applied");
    Told told = Webhooks.contact(contact, mobile, "declined", now.plusSeconds(1));

    // When
    try (Connection holding = CRM.connect()) {
      holding.setAutoCommit(false);
      try (var lock = holding.prepareStatement("lock table contact_state in exclusive mode")) {
        lock.execute();
      }
      webhooks.tell(told);
      assertThat(outcome(told)).isNull();
      await()
          .until(
              () ->
                  CRM.count(
                          """
                          (select pg_terminate_backend(pid) from pg_stat_activity
                          where datname = 'crm' and wait_event_type = 'Lock'
                            and query like '%contact_state%') killed
                          """)
                      > 0);
      holding.rollback();
    }

    // Then
    ended(told, "applied");
    await().until(() -> declined().size() == 1);
  }

  @Test
  @DisplayName("CRM-188 whoever is found by a look-up and has declined is told of as well")
  void shouldTellWhoDeclinesWhenLookingUp() {
    // Given
    RdStation.connect("carla", AURORA);
    String id = RdStation.crm().seed(AURORA, "contacts", person(mobile, "declined"));

    // When
    found(mobile).body("items", hasSize(1)).body("items[0].asRead", nullValue());

    // Then
    ContactConsentDeclined declined = topics.await(ContactConsentDeclined.class, id);
    assertThat(declined.transactionId()).isNull();
    assertThat(declined.numbers()).contains(mobile);
  }

  @Test
  @DisplayName("CRM-189 what can come late no more is forgotten; who has declined is not")
  void shouldForgetWhatIsOld() {
    // Given
    Told declined = Webhooks.contact(contact, mobile, "declined", now);
    Told other = Webhooks.contact(contact + "2", FinishedCalls.newMobile(), "granted", now);
    webhooks.tell(declined);
    webhooks.tell(other);
    ended(declined, "applied");
    ended(other, "applied");
    CRM.execute("update crm_webhook set received_at = now() - interval '31 days'");
    CRM.execute("update contact_state set heard_at = now() - interval '31 days'");

    // When
    purgeWebhooks.purge().await().atMost(Duration.ofSeconds(10));

    // Then
    assertThat(CRM.count("crm_webhook where transaction_id = ?", declined.transaction())).isZero();
    assertThat(CRM.count("contact_state where contact_id = ?", contact)).isEqualTo(1);
    assertThat(CRM.count("contact_state where contact_id = ?", contact + "2")).isZero();
  }

  @Test
  @DisplayName("CRM-190 a deal that was just made is used no more once it is closed")
  void shouldForgetADealThatIsClosed() {
    // Given
    CRM.execute(
        "insert into crm_creation (tenant, phone, until, contact_id, deal_id) values"
            + " ('aurora', ?, now() + interval '1 hour', 'c', ?),"
            + " ('boreal', ?, now() + interval '1 hour', 'c', ?)",
        mobile,
        contact,
        mobile,
        contact);
    Told won = Webhooks.told("crm_deal_updated", Map.of("id", contact, "status", "won"), now);

    // When
    webhooks.tell(won);

    // Then
    ended(won, "applied");
    assertThat(CRM.rows("select tenant from crm_creation where deal_id = ?", contact).toString())
        .isEqualTo("[{tenant=boreal}]");
    CRM.execute("delete from crm_creation where deal_id = ?", contact);
  }

  @Test
  @DisplayName(
      "CRM-191 a CRM that is connected is asked for each event, by the newest secret alone")
  void shouldAskTheCrmForItsWebhooks() {
    // Given
    ApiUser.as("carla")
        .request()
        .post("/api/crm/webhook")
        .then()
        .statusCode(200)
        .body("subscribed", equalTo(false));
    RdStation.connect("carla", AURORA);
    Webhooks.of("carla");

    // When
    ApiUser.as("carla")
        .request()
        .post("/api/crm/webhook")
        .then()
        .statusCode(200)
        .body("subscribed", equalTo(true));

    // Then
    asked().body("data", hasSize(6)).body("data.event_name", hasItem("crm_contact_updated"));
    Webhooks.none("carla");
    asked().body("data", hasSize(0));
  }

  /** For what webhooks the CRM was asked. */
  private static ValidatableResponse asked() {
    return given()
        .auth()
        .oauth2(RdStation.crm().accessToken(AURORA))
        .get(RdStation.crm().baseUrl() + "/crm/v2/webhooks")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse found(String phone) {
    return ApiUser.as("ana")
        .request()
        .queryParam("phone", phone)
        .get("/api/contacts")
        .then()
        .statusCode(200);
  }

  private static JsonObject person(String phone, String status) {
    JsonObject person =
        new JsonObject()
            .put("name", "Marina")
            .put(
                "phones",
                new JsonArray().add(new JsonObject().put("phone", phone).put("type", "mobile")));
    return status == null ? person : person.mergeIn(basis(status));
  }

  private static JsonObject basis(String status) {
    return new JsonObject()
        .put(
            "legal_bases",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("category", "communications")
                        .put("type", "consent")
                        .put("status", status)));
  }

  private List<ContactConsentDeclined> declined() {
    return topics.all(Tenants.AURORA, ContactConsentDeclined.class).stream()
        .map(record -> record.data(ContactConsentDeclined.class))
        .filter(told -> told.contactId().equals(contact))
        .toList();
  }

  private static void ended(Told told, String outcome) {
    await().untilAsserted(() -> assertThat(outcome(told)).isEqualTo(outcome));
  }

  private static Object outcome(Told told) {
    return CRM.value(
        "select max(outcome) from crm_webhook where transaction_id = ?", told.transaction());
  }
}
