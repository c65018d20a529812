package dev.ramal.calls.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.secrets.SecretKeys;
import dev.ramal.kit.secrets.UnopenableSecret;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class ConnectionsTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  /** What is kept of an account and not shown: a token; a key and the one that proves events. */
  private static final Map<String, Integer> SECRETS = Map.of("twilio", 1, "telnyx", 2);

  private static final Postgres CALLS = Postgres.database("calls");

  private TenantId tenant = Tenants.AURORA;
  private TenantId otherTenant = Tenants.BOREAL;
  private CallApi admin = CallApi.as("carla");
  private CallApi other = CallApi.as("bia");

  @Inject CarrierAccounts accounts;
  @Inject PublishConnection publish;
  @Inject SecretCipher cipher;
  @Inject SecretKeys keys;
  @Inject Clock clock;

  /** From now on those of an organization do what the test does. */
  private void goTo(TenantId organization) {
    boolean aurora = organization.equals(Tenants.AURORA);
    tenant = organization;
    otherTenant = aurora ? Tenants.BOREAL : Tenants.AURORA;
    admin = CallApi.as(aurora ? "carla" : "bia");
    other = CallApi.as(aurora ? "bia" : "carla");
  }

  /** The other organization's administrator neither finds an account nor can change it. */
  private void othersSeeNothing(String id, Map<String, Object> body) {
    other.request().get("/api/carriers/" + id).then().statusCode(404);
    other.request().body(body).put("/api/carriers/" + id).then().statusCode(404);
    other.request().post("/api/carriers/" + id + "/check").then().statusCode(404);
    other.request().get("/api/carriers").then().statusCode(200).body("items.id", not(hasItem(id)));
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-40 a connected account is published sealed and never shown")
  void shouldPublishAConnectionWithSealedSecretsAndShowNone(String carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // Given
      goTo(organization);
      Map<String, Object> body = account(carrier);
      String secret = secret(body);

      // When
      String id = connect(body);

      // Then
      ReceivedRecord record = probe.await("connection " + id, r -> r.key().equals(key(id)));
      ConnectionPublished published = record.data(ConnectionPublished.class);
      assertThat(published.version()).isEqualTo(1);
      assertThat(published.secrets()).hasSize(1);
      assertThat(record.json()).doesNotContain(secret);
      assertThat(opened(published)).isEqualTo(secret);
      opensForNobodyElse(published);
      othersSeeNothing(id, body);
      admin
          .request()
          .get("/api/carriers/" + id)
          .then()
          .statusCode(200)
          .body(not(containsString(secret)))
          .body("secrets", hasSize(SECRETS.get(carrier)));
      disable(id, body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-486 an older version still finds the text of an account's numbers")
  void shouldLeaveOlderVersionsTheTextOfNumbers(String carrier) {
    // When
    String id = connect(account(carrier));

    // Then
    assertThat(CALLS.value("select numbers from carrier_connections where id = ?", id))
        .isEqualTo("[]");
  }

  @Test
  @DisplayName("CALL-162 an administrator is told when Telnyx is not set up to tell costs")
  void shouldWarnWhenCostsAreNotTold() {
    // Given
    Map<String, Object> body = telnyx();
    body.put("enabled", false);

    // When
    var connected = admin.request().body(body).post("/api/carriers");

    // Then
    connected
        .then()
        .statusCode(201)
        .header("Location", org.hamcrest.Matchers.startsWith("/api/carriers/"))
        .body("warnings.code", hasItem("call-costs-off"));
    body.put("apiKey", "KEY" + UUID.randomUUID());
    admin
        .request()
        .body(body)
        .put("/api/carriers/" + connected.path("id"))
        .then()
        .statusCode(200)
        .body("warnings.code", org.hamcrest.Matchers.contains("credentials-refused"));
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-196 an account is checked with its carrier before it is used")
  void shouldStoreNothingThatTheCarrierRefuses(TenantId organization) {
    // Given
    goTo(organization);
    long before = CALLS.count("carrier_connections");
    Map<String, Object> unknown = twilio("AC" + UUID.randomUUID().toString().replace("-", ""));
    Map<String, Object> wrong = twilio(sid());
    wrong.put("authToken", "fedcba9876543210fedcba9876543210");
    Map<String, Object> elsewhere = telnyx();
    elsewhere.put("connectionId", "2599");

    // When
    List<Response> answers =
        List.of(unknown, wrong, elsewhere).stream()
            .map(body -> admin.request().body(body).post("/api/carriers"))
            .toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(422);
    assertThat(answers)
        .extracting(answer -> answer.<String>path("code"))
        .containsOnly("CALLS-0205");
    assertThat(answers)
        .extracting(answer -> answer.<String>path("errors[0].field"))
        .containsExactly("authToken", "authToken", "connectionId");
    assertThat(admin.request().get("/api/carriers").jsonPath().<String>getList("items.accountSid"))
        .doesNotContain((String) unknown.get("accountSid"), (String) wrong.get("accountSid"));
    assertThat(CALLS.count("carrier_connections")).as("of any organization").isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-196 an account is checked with its carrier before it is used")
  void shouldSayWhatIsMissingAtTheCarrier(TenantId organization) {
    // Given
    goTo(organization);
    Map<String, Object> twilio = twilio(sid());
    twilio.put("numbers", List.of("+551130001000", "+551130009196"));
    Map<String, Object> telnyx = telnyx();
    telnyx.put("numbers", List.of("+551130009196"));

    // When
    Response first = admin.request().body(twilio).post("/api/carriers");
    Response second = admin.request().body(telnyx).post("/api/carriers");

    // Then
    first.then().statusCode(201).body("enabled", org.hamcrest.Matchers.is(true));
    assertThat(first.jsonPath().<String>getList("warnings.code"))
        .containsExactly("numbers-not-owned", "webhook-address");
    assertThat(first.<String>path("warnings[0].detail"))
        .contains("+551130009196")
        .doesNotContain("+551130001000");
    assertThat(first.<String>path("warnings[1].detail"))
        .contains("/webhooks/twilio/" + first.path("id") + "/incoming-message");
    assertThat(second.jsonPath().<String>getList("warnings.code"))
        .containsExactly("numbers-not-owned", "webhook-address", "call-costs-off");
    othersSeeNothing(first.path("id"), twilio);
    othersSeeNothing(second.path("id"), telnyx);
    disable(first.path("id"), twilio);
    disable(second.path("id"), telnyx);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-197 an account whose carrier is away stays off until it can be asked")
  void shouldEnableAnAccountOnceItsCarrierAnswers(String carrier) {
    // Given
    Map<String, Object> body = account(carrier);
    String account =
        carrier.equals("twilio")
            ? "/Accounts/" + body.get("accountSid")
            : "/call_control_applications/" + body.get("connectionId");
    Simulator.fault("GET", "status", carrier, account, 1, Map.of("status", 503));

    // When
    Response away = admin.request().body(body).post("/api/carriers");
    String id = away.path("id");
    Response again = admin.request().post("/api/carriers/" + id + "/check");

    // Then
    away.then()
        .statusCode(201)
        .body("enabled", org.hamcrest.Matchers.is(false))
        .body("disabledReason", org.hamcrest.Matchers.notNullValue())
        .body("warnings.code", hasItem("carrier-not-asked"));
    again
        .then()
        .statusCode(200)
        .body("enabled", org.hamcrest.Matchers.is(true))
        .body("disabledReason", org.hamcrest.Matchers.nullValue())
        .body("version", org.hamcrest.Matchers.is(2));
    Simulator.fault("GET", "status", carrier, account, 1, Map.of("status", 503));
    admin
        .request()
        .body(body)
        .put("/api/carriers/" + id)
        .then()
        .statusCode(200)
        .body("enabled", org.hamcrest.Matchers.is(true))
        .body("warnings.code", hasItem("carrier-not-asked"));
    Simulator.fault("GET", "status", carrier, account, 1, Map.of("status", 503));
    admin
        .request()
        .body(with(body, secretField(carrier), "fedcba9876543210fedcba9876543210"))
        .put("/api/carriers/" + id)
        .then()
        .statusCode(503)
        .header("Retry-After", org.hamcrest.Matchers.notNullValue())
        .body("code", org.hamcrest.Matchers.is("CALLS-0207"));
    admin
        .request()
        .get("/api/carriers/" + id)
        .then()
        .body("version", org.hamcrest.Matchers.is(3))
        .body("secrets", hasSize(SECRETS.get(carrier)));
    disable(id, body);
    CallApi.as("bia").request().post("/api/carriers/" + id + "/check").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-198 a connection that no call has used can be deleted")
  void shouldDeleteWhatNoCallHasUsed(String carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // Given
      String agent = EnteredAgents.of("aurora", "agent-" + UUID.randomUUID());
      Connections.at(Carrier.of(carrier), "carla");
      CallApi.as("bruno")
          .dials(Map.of("to", "+5511987650198", "carrier", carrier, "agentId", agent));
      Map<String, Object> body = account(carrier);
      String unused = connect(body);

      // When
      Response foreign = CallApi.as("bia").request().delete("/api/carriers/" + unused);
      Response deleted = admin.request().delete("/api/carriers/" + unused);
      Response refused = admin.request().delete("/api/carriers/" + usedBy(agent));

      // Then
      foreign.then().statusCode(404);
      deleted.then().statusCode(204);
      refused.then().statusCode(409).body("code", org.hamcrest.Matchers.is("CALLS-0206"));
      admin.request().get("/api/carriers/" + unused).then().statusCode(404);
      admin.request().delete("/api/carriers/" + unused).then().statusCode(404);
      admin.request().get("/api/carriers").then().body("items.id", not(hasItem(unused)));
      probe.await(
          "the end of " + unused,
          record ->
              record.key().equals("aurora:" + unused)
                  && !record.data(ConnectionPublished.class).enabled());
      disable(connect(body), body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-198 a connection that no call has used can be deleted")
  void shouldForgetTheSecretsOfWhatNoCallHasUsed(String carrier) {
    // Given
    String unused = connect(account(carrier));
    String dialed = connect(account(carrier));
    List.of(unused, dialed).forEach(id -> admin.request().delete("/api/carriers/" + id));
    CALLS.execute(
        """
        insert into calls (tenant, id, status, direction, from_number, to_number, connection_id,
          record, requested_at, destination_class, revision, news_at, checked_at, version)
        values ('aurora', '%1$s', 'COMPLETED', 'OUTBOUND', '+1', '+2', '%1$s',
          false, now(), 'x', 0, now(), now(), 1)
        """
            .formatted(dialed));
    CALLS.execute(
        "update carrier_connections set deleted_at = now() - interval '8 days' where id in ('%s','%s')"
            .formatted(unused, dialed));

    // When
    publish.publishAll().await().atMost(Duration.ofSeconds(10));

    // Then
    CALLS.execute("delete from calls where id = '" + dialed + "'");
    assertThat(secrets(unused)).isEqualTo("[]");
    assertThat(secrets(dialed)).contains(carrier.equals("twilio") ? "auth-token" : "api-key");
  }

  private static String secrets(String id) {
    return (String)
        CALLS
            .rows("select secrets from carrier_connections where id = '" + id + "'")
            .get(0)
            .get("secrets");
  }

  private static String usedBy(String agent) {
    return (String)
        CALLS
            .rows("select connection_id from calls where agent_id = '" + agent + "'")
            .get(0)
            .get("connection_id");
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-41 bad fields of a connection are named, all at once")
  void shouldNameEveryBadField(TenantId organization) {
    // Given
    goTo(organization);
    long before = CALLS.count("carrier_connections");
    Map<String, Object> body = twilio("AC-short");
    body.put("numbers", List.of("11 3000-1000"));
    body.put("authToken", "x");
    body.put("publicKey", "not here");

    // When / Then
    admin
        .request()
        .body(body)
        .post("/api/carriers")
        .then()
        .statusCode(400)
        .body("code", org.hamcrest.Matchers.equalTo("CALLS-0201"))
        .body("errors.field", hasItem("accountSid"))
        .body("errors.field", hasItem("numbers[0]"))
        .body("errors.field", hasItem("authToken"))
        .body("errors.field", hasItem("publicKey"));
    assertThat(CALLS.count("carrier_connections")).as("of any organization").isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-41 bad fields of a connection are named, all at once")
  void shouldRefuseAKeyOfTheWrongLength(TenantId organization) {
    // Given
    goTo(organization);
    long before = CALLS.count("carrier_connections");
    Map<String, Object> body = new HashMap<>();
    body.put("carrier", "telnyx");
    body.put("apiKey", "KEY0123456789");
    body.put("publicKey", "c2hvcnQ=");
    body.put("connectionId", "2500000000000000001");
    body.put("numbers", List.of("+551130001000"));

    // When / Then
    admin
        .request()
        .body(body)
        .post("/api/carriers")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("publicKey"));
    assertThat(CALLS.count("carrier_connections")).as("of any organization").isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-42 a replaced token lives on for the grace period")
  void shouldKeepTheOldTokenBesideTheNewOne(TenantId organization) {
    // Given
    goTo(organization);
    String sid = sid();
    String id = connect(twilio(sid));
    Map<String, Object> changed = twilio(sid);
    changed.put("authToken", "fedcba9876543210fedcba9876543210");
    changed.put("enabled", false);

    // When
    othersSeeNothing(id, changed);
    admin
        .request()
        .body(changed)
        .put("/api/carriers/" + id)
        .then()
        .statusCode(200)
        .body("version", org.hamcrest.Matchers.equalTo(2))
        .body("secrets", hasSize(2));

    // Then
    CarrierAccount account = stored(tenant, id).orElseThrow();
    assertThat(account.authTokens()).containsExactly("fedcba9876543210fedcba9876543210", TOKEN);
    assertThat(account.enabled()).isFalse();
    assertThat(stored(otherTenant, id)).isEmpty();
  }

  private Optional<CarrierAccount> stored(TenantId organization, String id) {
    return accounts.byId(organization, id).await().atMost(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-42 a replaced token lives on for the grace period")
  void shouldTellBothPublicKeysUntilTheOldOneEnds(TenantId organization) {
    // Given
    goTo(organization);
    Map<String, Object> account = telnyx();
    Object old = account.get("publicKey");
    String id = connect(account);
    String next = (String) telnyx().get("publicKey");
    account.put("publicKey", next);
    account.put("enabled", false);
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // When
      othersSeeNothing(id, account);
      admin
          .request()
          .body(account)
          .put("/api/carriers/" + id)
          .then()
          .statusCode(200)
          .body("secrets.findAll { it.name == 'public-key' }", hasSize(2))
          .body("secrets.findAll { it.name == 'public-key' && it.validUntil == null }", hasSize(1));

      // Then
      ConnectionPublished told =
          probe
              .await(
                  "both keys of " + id,
                  r -> r.key().equals(key(id)) && r.data(ConnectionPublished.class).version() == 2)
              .data(ConnectionPublished.class);
      assertThat(told.publicKeys()).containsExactlyInAnyOrder(next, (String) old);
      assertThat(told.publicKeysUntil()).containsOnlyKeys((String) old);
      assertThat(told.publicKeysUntil().get(old))
          .isAfter(clock.instant().plus(Duration.ofHours(23)));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, boreal", "telnyx, aurora"})
  @DisplayName("CALL-43 connections are published anew, so that a lost topic heals")
  void shouldPublishEveryConnectionAnew(String carrier, TenantId organization) {
    // Given
    Map<String, Object> theirs = account(carrier);
    goTo(organization.equals(Tenants.AURORA) ? Tenants.BOREAL : Tenants.AURORA);
    String ofOthers = connect(theirs);
    disable(ofOthers, theirs);
    goTo(organization);
    Map<String, Object> body = account(carrier);
    String id = connect(body);
    disable(id, body);
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // When
      publish.publishAll().await().atMost(Duration.ofSeconds(10));

      // Then
      ConnectionPublished again =
          probe
              .await("connection " + id, r -> r.key().equals(key(id)))
              .data(ConnectionPublished.class);
      assertThat(again.enabled()).isFalse();
      opensForNobodyElse(again);
      ReceivedRecord others =
          probe.await(
              "connection " + ofOthers, r -> r.key().equals(otherTenant.value() + ":" + ofOthers));
      assertThat(others.tenant()).isEqualTo(otherTenant);
      assertThat(probe.all())
          .extracting(ReceivedRecord::key)
          .as("each under its own organization")
          .doesNotContain(otherTenant.value() + ":" + id, key(ofOthers));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-231 what is saved or published is sealed with the key that is active now")
  void shouldPublishWhatAnEarlierKeySealedSealedAnew(String carrier, TenantId organization) {
    // Given
    goTo(organization);
    Map<String, Object> body = account(carrier);
    String id = connect(body);
    SecretCipher earlier = new SecretCipher(new OldKey(keys.keys()));
    String sealed = earlier.seal(secret(body), OpenedConnection.sealContext(tenant.value(), id));
    CALLS.execute(
        "update carrier_connections set secrets = regexp_replace(secrets, 'v1:[^\"]*', ?)"
            + " where id = ?",
        sealed,
        id);
    assertThat(secrets(id)).contains("v1:earlier:");
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // When
      publish.publishAll().await().atMost(Duration.ofSeconds(10));

      // Then
      ConnectionPublished anew =
          probe
              .await("connection " + id, r -> r.key().equals(key(id)))
              .data(ConnectionPublished.class);
      assertThat(anew.secrets().get(0).sealed()).startsWith("v1:test:");
      assertThat(opened(anew)).isEqualTo(secret(body));
      opensForNobodyElse(anew);
      assertThat(secrets(id)).doesNotContain("v1:earlier:");
    }
    disable(id, body);
  }

  /** The platform's key as it was before. */
  private record OldKey(Map<String, String> keys) implements SecretKeys {
    @Override
    public Optional<String> active() {
      return Optional.of("earlier");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-44 carrier accounts, settings and agents stay within their organization")
  void shouldShowAConnectionToItsOrganizationOnly(String carrier) {
    // Given
    Map<String, Object> body = account(carrier);
    String id = connect(body);
    CallApi bia = CallApi.as("bia");

    // When / Then
    bia.request().get("/api/carriers/" + id).then().statusCode(404);
    bia.request().body(body).put("/api/carriers/" + id).then().statusCode(404);
    bia.request().get("/api/carriers").then().statusCode(200).body("items.id", not(hasItem(id)));
    CallApi.as("ana").request().get("/api/carriers").then().statusCode(403);
    disable(id, body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-44 carrier accounts, settings and agents stay within their organization")
  void shouldRefuseTheSameAccountTwice(String carrier) {
    // Given
    Map<String, Object> body = account(carrier);
    String id = connect(body);

    // When / Then
    admin
        .request()
        .body(body)
        .post("/api/carriers")
        .then()
        .statusCode(409)
        .body("code", org.hamcrest.Matchers.equalTo("CALLS-0203"));
    disable(id, body);
  }

  @Test
  @DisplayName("CALL-74 an organization connects so many accounts with so many numbers, no more")
  void shouldRefuseWhatAnOrganizationMayNotHave() {
    // Given
    CALLS.execute(
        """
        insert into carrier_connections (tenant, id, carrier, enabled, version, account_sid,
          secrets, created_at, updated_at, updated_by)
        select 'boreal', 'many-' || n, 'TWILIO', false, 1, 'AC-many-' || n, '[]', now(), now(),
          'test'
        from generate_series(1, 100) n
        """);
    Map<String, Object> large = twilio(sid());
    large.put(
        "numbers", IntStream.range(0, 1001).mapToObj(n -> "+5511300%05d".formatted(n)).toList());

    // When
    Response tooMany = CallApi.as("bia").user().post("/api/carriers", twilio(sid()), null);
    Response tooLarge = admin.user().post("/api/carriers", large, null);

    // Then
    CALLS.execute("delete from carrier_connections where id like 'many-%'");
    tooMany.then().statusCode(409).body("detail", containsString("at most 100 accounts"));
    tooLarge.then().statusCode(400).body("errors.message", hasItem(containsString("1 to 1000")));
  }

  private String connect(Map<String, Object> body) {
    return admin
        .request()
        .body(body)
        .post("/api/carriers")
        .then()
        .statusCode(201)
        .body(not(containsString(TOKEN)))
        .extract()
        .path("id");
  }

  /** Leaves the other scenarios their own connection. */
  private void disable(String id, Map<String, Object> body) {
    body.put("enabled", false);
    admin.request().body(body).put("/api/carriers/" + id).then().statusCode(200);
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    Map<String, Object> changed = new HashMap<>(body);
    changed.put(field, value);
    return changed;
  }

  /** One that the carrier knows. */
  private static Map<String, Object> account(String carrier) {
    return carrier.equals("twilio") ? twilio(sid()) : telnyx();
  }

  private static String secretField(String carrier) {
    return carrier.equals("twilio") ? "authToken" : "apiKey";
  }

  private static String secret(Map<String, Object> body) {
    return (String) body.get(secretField((String) body.get("carrier")));
  }

  /** What it is published under. */
  private String key(String id) {
    return tenant.value() + ":" + id;
  }

  /** Its secrets, moved to the other organization, open no more. */
  private void opensForNobodyElse(ConnectionPublished published) {
    String context = OpenedConnection.sealContext(otherTenant.value(), published.connectionId());
    assertThat(published.secrets())
        .isNotEmpty()
        .allSatisfy(
            secret ->
                assertThatThrownBy(() -> cipher.open(secret.sealed(), context))
                    .isInstanceOf(UnopenableSecret.class));
  }

  private String opened(ConnectionPublished published) {
    CarrierAccount account = OpenedConnection.open(published, cipher).account(clock.instant());
    return account.carrier().equals(Carrier.TWILIO) ? account.authToken() : account.apiKey();
  }

  private static Map<String, Object> twilio(String sid) {
    Map<String, Object> body = new HashMap<>();
    body.put("carrier", "twilio");
    body.put("accountSid", sid);
    body.put("authToken", TOKEN);
    body.put("numbers", List.of("+551130001000"));
    return body;
  }

  /** Of an account that the carrier knows. */
  private static String sid() {
    String sid = "AC" + UUID.randomUUID().toString().replace("-", "");
    Simulator.twilioAccount(sid, TOKEN, "+551130001000");
    return sid;
  }

  private static Map<String, Object> telnyx() {
    String application = "25" + Math.abs(UUID.randomUUID().hashCode());
    String apiKey = "KEY" + UUID.randomUUID().toString().replace("-", "");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("carrier", "telnyx");
    body.put("apiKey", apiKey);
    body.put("publicKey", Simulator.telnyxAccount(application, apiKey, "+551130009162"));
    body.put("connectionId", application);
    body.put("numbers", List.of("+551130009162"));
    return body;
  }
}
