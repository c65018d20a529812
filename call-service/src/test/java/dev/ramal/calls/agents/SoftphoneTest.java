package dev.ramal.calls.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.calls.fixtures.BrowserLibraries;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class SoftphoneTest {
  private static final String TOKEN = "/api/softphone/token";
  private static final Postgres CALLS = Postgres.database("calls");

  private final CallApi ana = CallApi.as("ana");
  private final String sid = "AC" + hex();
  private final String authToken = hex();
  private CallApi admin = CallApi.as("carla");
  private String made;

  /** So that other tests' calls take the account that they know. */
  @AfterEach
  void remove() {
    Simulator.noFaults();
    if (made != null) {
      CALLS.execute("delete from softphones where connection_id = ?", made);
      CALLS.execute("update carrier_connections set enabled = false where id = ?", made);
    }
  }

  @ParameterizedTest
  @CsvSource({"carla, ana, vera, bia, breno", "bia, breno, fabio, carla, ana"})
  @DisplayName("CALL-335 an agent's browser logs in at Twilio as that agent, and nobody else")
  void shouldLetAnAgentLogInAtTwilio(
      String administrator, String agent, String outsider, String stranger, String theirs)
      throws Exception {
    // Given
    admin = CallApi.as(administrator);
    CallApi person = CallApi.as(agent);
    Connections.twilio(stranger);
    Simulator.twilioAccount(sid, authToken, Connections.NUMBER);
    Map<String, String> key = twilioKey();
    String application = "AP" + hex();
    Map<String, Object> more = new HashMap<>(key);
    more.put("outgoingApplicationSid", application);
    made = connect(twilio(more)).then().statusCode(201).extract().path("id");

    // When
    Response first = issue(person, Map.of("carrier", "twilio"));
    Response second = issue(person, Map.of("carrier", "twilio"));

    // Then
    first
        .then()
        .statusCode(200)
        .body("identity", equalTo(agent))
        .body("address", equalTo("client:" + agent));
    assertThat(first.header("Cache-Control")).contains("no-store");
    JsonNode claims = claims(first);
    assertThat(claims.get("iss").asText()).isEqualTo(key.get("apiKeySid"));
    assertThat(claims.get("sub").asText()).isEqualTo(sid);
    assertThat(claims.at("/grants/identity").asText()).isEqualTo(agent);
    assertThat(claims.at("/grants/voice/incoming/allow").asBoolean()).isTrue();
    assertThat(claims.at("/grants/voice/outgoing/application_sid").asText()).isEqualTo(application);
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(3600);
    assertThat(Instant.parse(first.path("expiresAt")).getEpochSecond())
        .isEqualTo(claims.get("exp").asLong());
    assertThat(claims.get("jti")).isNotEqualTo(claims(second).get("jti"));
    Map<String, String> newer = twilioKey();
    change(twilio(newer)).then().statusCode(200);
    JsonNode rotated = claims(issue(person, Map.of("carrier", "twilio")));
    assertThat(rotated.get("iss").asText()).isEqualTo(newer.get("apiKeySid"));
    assertThat(rotated.at("/grants/voice/outgoing").isMissingNode()).isTrue();
    issue(person, Map.of("carrier", "twilio", "agentId", "somebody"))
        .then()
        .statusCode(403)
        .body("code", equalTo("CALLS-0301"));
    issue(admin, Map.of("carrier", "twilio", "agentId", "somebody")).then().statusCode(403);
    issue(person, Map.of("carrier", "pigeon"))
        .then()
        .statusCode(400)
        .body("code", equalTo("CALLS-0303"));
    issue(CallApi.as(outsider), Map.of()).then().statusCode(403);
    String call = person.dials(Map.of("to", "+5511987650335", "carrier", "twilio"));
    isNothingToOthers(stranger, theirs, call, "twilio");
    assertThat(address(call)).isEqualTo("client:" + agent);
  }

  @Test
  @DisplayName("CALL-336 what lacks or is not true for softphones is told to the administrator")
  void shouldTellWhatLacks() {
    // Given
    Simulator.twilioAccount(sid, authToken, Connections.NUMBER);
    made = connect(twilio(Map.of())).then().statusCode(201).extract().path("id");

    // When
    Response lacking = issue(ana, Map.of("carrier", "twilio"));

    // Then
    lacking
        .then()
        .statusCode(422)
        .body("code", equalTo("CALLS-0300"))
        .body("errors.field", contains("apiKeySid"));
    change(twilio(Map.of("apiKeySid", "SK1", "apiKeySecret", "short")))
        .then()
        .statusCode(400)
        .body("errors.field", contains("apiKeySid", "apiKeySecret"));
    change(twilio(Map.of("apiKeySid", "SK" + hex())))
        .then()
        .statusCode(400)
        .body("errors.field", contains("apiKeySecret"));
    change(twilio(Map.of("apiKeySid", "SK" + hex(), "apiKeySecret", hex())))
        .then()
        .statusCode(422)
        .body("code", equalTo("CALLS-0205"))
        .body("errors.field", contains("apiKeySecret"));
    Map<String, String> key = twilioKey();
    change(twilio(key)).then().statusCode(200).body("secrets.name", hasItem("signing-key"));
    change(twilio(Map.of("apiKeySid", key.get("apiKeySid")))).then().statusCode(200);
    issue(ana, Map.of("carrier", "twilio")).then().statusCode(200);
    assertThat(
            CALLS.count(
                "outbox where topic = 'carriers.connections.v1' and payload like '%signing-key%'"))
        .as("nobody else needs it")
        .isZero();
    issue(CallApi.as("bia"), Map.of("carrier", "telnyx")).then().statusCode(422);
  }

  @ParameterizedTest
  @CsvSource({"carla, ana, bia, breno", "bia, breno, carla, ana"})
  @DisplayName(
      "CALL-337 an agent's browser logs in at Telnyx with a credential of its own, and rings there")
  void shouldLetAnAgentLogInAtTelnyx(
      String administrator, String agent, String stranger, String theirs) throws Exception {
    // Given
    admin = CallApi.as(administrator);
    CallApi person = CallApi.as(agent);
    Connections.telnyx(stranger);
    Map<String, Object> account = telnyx();
    String apiKey = (String) account.get("apiKey");
    made = connect(account).then().statusCode(201).extract().path("id");

    // When
    List<Response> answers =
        IntStream.range(0, 3)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(() -> issue(person, Map.of("carrier", "telnyx"))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    // Then
    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    assertThat(answers.stream().map(answer -> answer.<String>path("address")).distinct())
        .hasSize(1)
        .allMatch(address -> address.matches("sip:gencred[0-9a-f]+@sip\\.telnyx\\.com"));
    Response first = answers.get(0);
    assertThat(Duration.between(Instant.now(), Instant.parse(first.path("expiresAt"))))
        .isGreaterThan(Duration.ofHours(1));
    String call = person.dials(Map.of("to", "+5511987650337", "carrier", "telnyx"));
    assertThat(address(call)).isEqualTo(first.path("address"));
    isNothingToOthers(stranger, theirs, call, "telnyx");
    Response others = issue(admin, Map.of("carrier", "telnyx"));
    assertThat(others.<String>path("address")).isNotEqualTo(first.path("address"));

    // When
    String credential = claims(first).get("sub").asText();
    telnyxApi(apiKey).delete("/telephony_credentials/" + credential).then().statusCode(200);
    Response anew = issue(person, Map.of("carrier", "telnyx"));

    // Then
    anew.then().statusCode(200);
    assertThat(claims(anew).get("sub").asText()).isNotEqualTo(credential);
  }

  @Test
  @DisplayName("CALL-596 browsers log in where the account's softphones are now, and ring there")
  void shouldFollowTheAccountToOtherCredentials() throws Exception {
    // Given
    Map<String, Object> account = telnyx();
    String apiKey = (String) account.get("apiKey");
    made = connect(account).then().statusCode(201).extract().path("id");
    Response before = issue(ana, Map.of("carrier", "telnyx"));
    account.put("credentialConnectionId", credentialConnection(apiKey, "others"));
    change(account).then().statusCode(200);

    // When
    Response after = issue(ana, Map.of("carrier", "telnyx"));
    Response again = issue(ana, Map.of("carrier", "telnyx"));

    // Then
    after.then().statusCode(200);
    assertThat(after.<String>path("address")).isNotEqualTo(before.<String>path("address"));
    assertThat(again.<String>path("address")).isEqualTo(after.path("address"));
    assertThat(claims(after).get("sub")).isNotEqualTo(claims(before).get("sub"));
    String call = ana.dials(Map.of("to", "+5511987650596", "carrier", "telnyx"));
    assertThat(address(call)).isEqualTo(after.path("address"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-597 the carrier's library for browsers takes the token as it stands")
  void shouldBeTakenByTheLibrariesOfBrowsers(String carrier) throws Exception {
    assumeTrue(BrowserLibraries.arePossible());
    // Given
    Simulator.twilioAccount(sid, authToken, Connections.NUMBER);
    Map<String, ?> account = carrier.equals("twilio") ? twilio(twilioKey()) : telnyx();
    made = connect(account).then().statusCode(201).extract().path("id");
    Response issued = issue(ana, Map.of("carrier", carrier));
    String token = issued.path("token");

    // When
    JsonNode taken = BrowserLibraries.judge(carrier, token);

    // Then
    Instant end = Instant.parse(issued.path("expiresAt"));
    assertThat(taken.get("token").asText()).isEqualTo(token);
    assertThat(claims(issued).get("exp").asLong()).isEqualTo(end.getEpochSecond());
    if (carrier.equals("twilio")) {
      assertThat(taken.get("refusesNumber").asText()).isEqualTo("InvalidArgumentError");
      assertThat(claims(issued).at("/grants/identity").asText()).isEqualTo(issued.path("identity"));
    } else {
      assertThat(Instant.now().plusMillis(taken.get("warnsInMillis").asLong()).plusSeconds(120))
          .as("two minutes before the end, as the library reads it")
          .isCloseTo(end, within(30, ChronoUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("CALL-338 a carrier that is away gives no token, and says when to ask again")
  void shouldSayThatTheCarrierIsAway() {
    // Given
    made = connect(telnyx()).then().statusCode(201).extract().path("id");
    Simulator.fault("status", "telnyx", "/v2/telephony_credentials", 1, Map.of("status", 503));

    // When
    Response away = issue(ana, Map.of("carrier", "telnyx"));

    // Then
    away.then().statusCode(503).body("code", equalTo("CALLS-0207"));
    assertThat(away.header("Retry-After")).isNotNull();
    issue(ana, Map.of("carrier", "telnyx")).then().statusCode(200);
  }

  private Map<String, Object> twilio(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("carrier", "twilio");
    body.put("accountSid", sid);
    body.put("authToken", authToken);
    body.put("numbers", List.of(Connections.NUMBER));
    return body;
  }

  private Map<String, Object> telnyx() {
    String application =
        "25" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L);
    String apiKey = "KEY" + hex();
    String publicKey = Simulator.telnyxAccount(application, apiKey, Connections.NUMBER);
    Map<String, Object> body = new HashMap<>();
    body.put("carrier", "telnyx");
    body.put("apiKey", apiKey);
    body.put("publicKey", publicKey);
    body.put("connectionId", application);
    body.put("credentialConnectionId", credentialConnection(apiKey, "browsers"));
    body.put("numbers", List.of(Connections.NUMBER));
    return body;
  }

  private static String credentialConnection(String apiKey, String name) {
    return telnyxApi(apiKey)
        .body(Map.of("connection_name", name))
        .post("/credential_connections")
        .then()
        .statusCode(201)
        .extract()
        .path("data.id");
  }

  /** As the carrier makes one: it tells the secret once. */
  private Map<String, String> twilioKey() {
    Response key =
        RestAssured.given()
            .baseUri(ConfigProvider.getConfig().getValue("ramal.twilio.api-url", String.class))
            .auth()
            .preemptive()
            .basic(sid, authToken)
            .post("/2010-04-01/Accounts/" + sid + "/Keys.json");
    return Map.of("apiKeySid", key.path("sid"), "apiKeySecret", key.path("secret"));
  }

  private static RequestSpecification telnyxApi(String apiKey) {
    return RestAssured.given()
        .baseUri(ConfigProvider.getConfig().getValue("ramal.telnyx.api-url", String.class))
        .header("Authorization", "Bearer " + apiKey)
        .contentType("application/json");
  }

  private Response connect(Map<String, ?> body) {
    return admin.request().body(body).post("/api/carriers");
  }

  private Response change(Map<String, ?> body) {
    return admin.request().body(body).put("/api/carriers/" + made);
  }

  /** Another organization logs nobody in by the account, and sees neither it nor the call. */
  private void isNothingToOthers(String administrator, String agent, String call, String carrier) {
    Response token = issue(CallApi.as(agent), Map.of("carrier", carrier));
    token.then().statusCode(422).body("code", equalTo("CALLS-0300"));
    assertThat(token.asString()).doesNotContain(made);
    for (String who : List.of(administrator, agent)) {
      assertThat(CallApi.as(who).call(call).statusCode()).isEqualTo(404);
    }
    CallApi.as(administrator).request().get("/api/carriers/" + made).then().statusCode(404);
    assertThat(
            CALLS.count(
                "softphones s join calls c on c.id = ? and s.tenant <> c.tenant"
                    + " where s.connection_id = ?",
                call,
                made))
        .isZero();
  }

  private static Response issue(CallApi api, Map<String, ?> body) {
    return api.request().body(body).post(TOKEN);
  }

  private static String address(String call) {
    return (String) CALLS.value("select agent_address from calls where id = ?", call);
  }

  private static JsonNode claims(Response token) throws IOException {
    String part = token.<String>path("token").split("\\.")[1];
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
