package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.testkit.Postgres;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
@DisplayName("CALL-13 a bad field is refused and named; for a number nobody has, what was meant")
class DialValidationTest {
  private static final Postgres CALLS = Postgres.database("calls");

  private final CallApi ana = CallApi.as("ana");

  @Test
  void shouldSuggestTheNumberThatWasMeant() {
    // When
    Response answer = ana.dial(Map.of("to", "(11) 98765-0013"), null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<String>path("code")).isEqualTo("CALLS-0001");
    assertThat(answer.<String>path("errors[0].field")).isEqualTo("to");
    assertThat(answer.<String>path("suggestion")).isEqualTo("+5511987650013");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "+55011987654321, +5511987654321, -",
        "+5511333344445, -, -",
        "+5520987654321, -, -",
        "+11987654321, +5511987654321, -",
        "0 15 11 98765-4321, +5511987654321, -",
        "9090 11 98765-4321, +5511987654321, -",
        "11 3333-4444 ramal 12, +551133334444, 12",
        "+559001234567, -, -",
        "+5500987654321, -, -",
        "+554003456789, -, -",
        "+5511887654321, -, -",
        "+55800123456789, -, -",
        "+10000000000, -, -",
        "+3511234, -, -"
      })
  void shouldNotDialWhatNoTelephoneHas(String to, String suggestion, String extension) {
    // When
    Response answer = ana.dial(Map.of("to", to, "carrier", "twilio"), null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<String>path("code")).isEqualTo("CALLS-0001");
    assertThat(answer.<String>path("errors[0].field")).isEqualTo("to");
    assertThat(answer.<String>path("suggestion")).isEqualTo(suggestion);
    assertThat(answer.<String>path("extension")).isEqualTo(extension);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "+558001234567, carla, ana, bia, aurora",
    "+5540034567, carla, ana, bia, aurora",
    "+558001234567, bia, breno, carla, boreal",
    "+5540034567, bia, breno, carla, boreal"
  })
  @DisplayName("CALL-191 a number that its carrier does not reach rings nobody")
  void shouldNotDialWhatTheCarrierDoesNotReach(
      String to, String admin, String agent, String stranger, String organization) {
    // Given
    Connections.twilio(admin);
    Connections.telnyx(admin);
    CallApi person = CallApi.as(agent);
    long before = CALLS.count("calls where to_number = ?", to);

    // When
    Response telnyx = person.dial(Map.of("to", to, "carrier", "telnyx"), null);
    long refused = CALLS.count("calls where to_number = ?", to);
    Response twilio = person.dial(Map.of("to", to, "carrier", "twilio"), null);

    // Then
    assertThat(telnyx.statusCode()).isEqualTo(400);
    assertThat(telnyx.<String>path("code")).isEqualTo("CALLS-0011");
    assertThat(telnyx.<List<String>>path("errors.field")).containsExactly("to", "carrier");
    assertThat(telnyx.<List<String>>path("errors[1].allowed")).contains("twilio");
    assertThat(refused).isEqualTo(before);
    assertThat(twilio.statusCode()).isEqualTo(201);
    String id = twilio.path("id");
    assertThat(
            CALLS.count(
                "calls where id = ? and tenant = ? and to_number = ?", id, organization, to))
        .isOne();
    CallApi.as(stranger).call(id).then().statusCode(404);
  }

  @Test
  void shouldNameATextThatCannotBeStored() {
    // When
    Response notes = ana.dial(Map.of("to", "+5511987650013", "notes", "a\0b"), null);
    Response patch = ana.request().body(Map.of("notes", "a\0b")).patch("/api/calls/some-call");
    Response list = ana.request().urlEncodingEnabled(false).get("/api/calls?contactId=%00");
    Response one = ana.request().urlEncodingEnabled(false).get("/api/calls/a%00b");

    // Then
    assertThat(List.of(notes, patch, list, one)).extracting(Response::statusCode).containsOnly(400);
    assertThat(List.of(notes, patch, list, one))
        .extracting(answer -> answer.<String>path("errors[0].field"))
        .containsExactly("notes", "notes", "contactId", "id");
  }

  @Test
  void shouldNameAFieldThatIsMissing() {
    // When
    Response answer = ana.dial(Map.of("carrier", "twilio"), null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<String>path("errors[0].field")).isEqualTo("to");
  }

  @Test
  void shouldRefuseACallerIdThatIsNotOurs() {
    // Given
    Connections.twilio("carla");

    // When
    Response answer =
        ana.dial(
            Map.of("to", "+5511987650013", "from", "+5511999999999", "carrier", "twilio"), null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.<String>path("code")).isEqualTo("CALLS-0002");
    assertThat(answer.<String>path("errors[0].allowed[0]")).isEqualTo(Connections.NUMBER);
  }

  @Test
  void shouldRefuseAnUnknownCarrier() {
    // When
    Response answer = ana.dial(Map.of("to", "+5511987650013", "carrier", "vonage"), null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<String>path("errors[0].field")).isEqualTo("carrier");
  }

  @Test
  void shouldRefuseToRingSomebodyElsesPhone() {
    // When
    Response answer =
        ana.dial(Map.of("to", "+5511987650013", "agentId", "somebody", "carrier", "twilio"), null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.<String>path("code")).isEqualTo("CALLS-0005");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-780 nobody is rung for an id that is no agent, or an agent of others")
  void shouldRefuseAnAgentWhomNobodyKnows(String carrier) {
    // Given
    Connections.twilio("carla");
    Connections.telnyx("carla");
    CallApi bruno = CallApi.as("bruno");
    String agent = "rung-" + UUID.randomUUID();
    String key = UUID.randomUUID().toString();
    Map<String, String> click =
        Map.of("to", "+5511987650013", "carrier", carrier, "agentId", agent);
    EnteredAgents.of("boreal", agent);
    String own = bruno.request().get("/api/agents/me").path("userId");

    // When
    Response unknown = bruno.dial(click, key);
    long stored = CALLS.count("calls where agent_id = ?", agent);
    EnteredAgents.of("aurora", agent);
    Response entered = bruno.dial(click, key);
    CALLS.execute("delete from agents where user_id = ?", agent);
    Response hasCalled = bruno.dial(click, null);
    Response ofItself =
        bruno.dial(Map.of("to", "+5511987650013", "carrier", carrier, "agentId", own), null);

    // Then
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.<String>path("code")).isEqualTo("CALLS-0012");
    assertThat(unknown.<List<String>>path("errors.field")).containsExactly("agentId");
    assertThat(stored).isZero();
    assertThat(entered.statusCode()).as(entered.asString()).isEqualTo(201);
    assertThat(hasCalled.statusCode()).as(hasCalled.asString()).isEqualTo(201);
    assertThat(ofItself.statusCode()).as(ofItself.asString()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-808 no organization calls a number of its own, but that of another")
  void shouldNotLetAnOrganizationCallItself(String carrier) {
    // Given
    Connections.twilio("carla");
    Connections.telnyx("carla");
    String account =
        carrier.equals("twilio") ? Connections.twilio("bia") : Connections.telnyx("bia");
    String boreals = "+5511300080" + (carrier.equals("twilio") ? "81" : "82");
    CALLS.execute(
        "insert into numbers (tenant, id, number, connection_id, carrier, state, bought, position,"
            + " created_at, updated_at, updated_by) select 'boreal', gen_random_uuid()::text, ?,"
            + " ?, upper(?), 'ACTIVE', false, 1, now(), now(), 'x'",
        boreals,
        account,
        carrier);

    // When
    Response own = ana.dial(Map.of("to", Connections.NUMBER, "carrier", carrier), null);
    Response others = ana.dial(Map.of("to", boreals, "carrier", carrier), null);
    Response theirs = CallApi.as("breno").dial(Map.of("to", boreals, "carrier", carrier), null);

    // Then
    CALLS.execute("delete from numbers where number = ?", boreals);
    assertThat(List.of(own, theirs)).extracting(Response::statusCode).containsOnly(422);
    assertThat(own.<String>path("code")).isEqualTo("CALLS-0013");
    assertThat(own.<List<String>>path("errors.field")).containsExactly("to");
    assertThat(theirs.<String>path("code")).isEqualTo("CALLS-0013");
    assertThat(others.statusCode()).as(others.asString()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, bia, boreal", "telnyx, breno, carla, aurora"})
  @DisplayName("CALL-833 nobody shows a number that another organization, or nobody, has")
  void shouldRefuseTheNumbersOfOthers(
      String carrier, String caller, String stranger, String theirs) {
    // Given
    for (String admin : List.of("carla", "bia")) {
      Connections.twilio(admin);
      Connections.telnyx(admin);
    }
    String account =
        carrier.equals("twilio") ? Connections.twilio(stranger) : Connections.telnyx(stranger);
    String number = "+5511300083" + (carrier.equals("twilio") ? "31" : "32");
    CALLS.execute(
        "insert into numbers (tenant, id, number, connection_id, carrier, state, bought, position,"
            + " created_at, updated_at, updated_by) select ?, gen_random_uuid()::text, ?,"
            + " ?, upper(?), 'ACTIVE', false, 1, now(), now(), 'x'",
        theirs,
        number,
        account,
        carrier);

    // When
    List<Response> answers =
        Stream.of(number, "+5511999999999")
            .map(
                from ->
                    CallApi.as(caller)
                        .dial(
                            Map.of("to", "+5511987650013", "from", from, "carrier", carrier), null))
            .toList();

    // Then
    CALLS.execute("delete from numbers where number = ?", number);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(422);
              assertThat(answer.<String>path("code")).isEqualTo("CALLS-0002");
              assertThat(answer.<List<String>>path("errors.field")).containsExactly("from");
              assertThat(answer.<List<String>>path("errors[0].allowed"))
                  .contains(Connections.NUMBER)
                  .doesNotContain(number);
            });
    assertThat(CALLS.count("calls where from_number in (?, '+5511999999999')", number)).isZero();
  }

  @Test
  @DisplayName("CALL-126 an agent's id cannot name another host")
  void shouldRefuseAnAgentIdThatIsNoUsers() {
    // When
    Response answer =
        CallApi.as("bruno")
            .dial(
                Map.of("to", "+5511987650013", "agentId", "x@evil.example;", "carrier", "telnyx"),
                null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<String>path("errors[0].field")).isEqualTo("agentId");
  }

  @Test
  void shouldLetOnlyWhoLeadsRecordAgainstTheSetting() {
    // Given
    Connections.twilio("carla");
    Map<String, Object> recorded =
        Map.of("to", "+5511987650013", "carrier", "twilio", "record", true);
    Map<String, Object> asSet =
        Map.of("to", "+5511987650013", "carrier", "twilio", "record", false);

    // When
    Response sales = ana.dial(recorded, null);
    Response manager = CallApi.as("bruno").dial(recorded, null);
    Response noOverride = ana.dial(asSet, null);

    // Then
    assertThat(sales.statusCode()).isEqualTo(403);
    assertThat(sales.<String>path("code")).isEqualTo("CALLS-0009");
    assertThat(sales.<String>path("errors[0].field")).isEqualTo("record");
    assertThat(manager.statusCode()).isEqualTo(201);
    assertThat(noOverride.statusCode()).isEqualTo(201);
  }

  @Test
  void shouldTellWhatAMinuteIsExpectedToCost() {
    // Given
    Connections.twilio("carla");

    // When
    Response answer = ana.dial(Map.of("to", "+5511987650013", "carrier", "twilio"), null);

    // Then
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/api/calls/" + answer.path("id"));
    assertThat(answer.<String>path("status")).isEqualTo("requested");
    assertThat(answer.<String>path("estimatedCost.amount")).isEqualTo("0.120000");
    assertThat(answer.<String>path("estimatedCost.currency")).isEqualTo("BRL");
  }

  @Test
  void shouldTellWhatAMinuteIsExpectedToCostAtTelnyx() {
    // Given
    Connections.telnyx("carla");

    // When
    Response answer = ana.dial(Map.of("to", "+5511987650013", "carrier", "telnyx"), null);

    // Then
    assertThat(answer.<String>path("estimatedCost.amount")).isEqualTo("0.060000");
    assertThat(answer.<String>path("estimatedCost.currency")).isEqualTo("BRL");
  }
}
