package dev.ramal.calls.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Dials;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class UnknownOutcomeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Where a dial goes. */
  private static final Map<String, String> DIALS =
      Map.of("twilio", "/Calls.json", "telnyx", "/v2/calls");

  /** How a leg's handle begins. */
  private static final Map<String, String> HANDLES = Map.of("twilio", "CA", "telnyx", "v3:");

  @Inject CarrierAccounts accounts;
  @Inject Carriers carriers;

  private final CallApi bruno = CallApi.as("bruno");
  private final Postgres calls = Postgres.database("calls");

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.telnyx("bia");
    Simulator.noFaults();
    Simulator.catchUp();
  }

  @AfterEach
  void noFaults() {
    Simulator.noFaults();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-14 the carrier takes a dial and never answers: adopted, not dialled again")
  void shouldAdoptWhatTheCarrierTookWithoutAnswering(
      String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault("timeout", carrier, DIALS.get(carrier), 1, Map.of());

    // When
    String id = person.dials(click(carrier, organization, "+5511987650014", "agent-14"));

    // Then
    person.awaitStatus(id, "dialing-unknown");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(id)).isEqualTo("DONE"));
    assertThat(person.awaitLeg(id, "agent")).startsWith(HANDLES.get(carrier));
    assertThat(dials(carrier, id)).isEqualTo(1);
    assertThat(person.status(id)).isEqualTo("dialing");
  }

  @Test
  @DisplayName("CALL-671 clocks that differ are no proof that a dial was not taken")
  void shouldNotDialAgainWhenTheCarriersClockIsFarAhead() {
    // Given
    Simulator.advance(1_200);
    Simulator.fault("timeout", "twilio", "/Calls.json", 1, Map.of());

    // When
    String id = bruno.dials(click("+5511987650671", "agent-671"));

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(result(id)).asString().contains("by the carrier's clock"));
    assertThat(state(id)).isEqualTo("UNKNOWN");
    assertThat(Simulator.posts("twilio", "/Calls.json", id)).hasSize(1);
    calls.execute("update jobs set state = 'REFUSED', finished_at = now() where subject = ?", id);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-15 a crash while sending leaves an intent behind: adopted, not dialled again")
  void shouldAdoptWhatACrashLeftBehind(String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    String id = person.dials(click(carrier, organization, "+5511987650015", "agent-15"));
    String handle = person.awaitLeg(id, "agent");
    calls.execute("delete from call_facts where call_id = ? and kind = 'Accepted'", id);

    // When
    calls.execute(
        "update jobs set state = 'RUNNING', finished_at = null,"
            + " due_at = now() - interval '1 minute', sent_at = sent_at - interval '5 seconds'"
            + " where subject = ?",
        id);

    // Then
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(id)).isEqualTo("DONE"));
    assertThat(person.awaitLeg(id, "agent")).isEqualTo(handle);
    assertThat(dials(carrier, id)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-16 a dial proven not to exist is tried again")
  void shouldDialAgainWhatTheCarrierProvesNotToHave(
      String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault("status", carrier, DIALS.get(carrier), 1, Map.of("status", 503));

    // When
    String id = person.dials(click(carrier, organization, "+5511987650016", "agent-16"));

    // Then
    assertThat(person.awaitLeg(id, "agent")).startsWith(HANDLES.get(carrier));
    assertThat(dials(carrier, id)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-17 a throttled command is sent later")
  void shouldSendAThrottledCommandLater(String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault(
        "status", carrier, DIALS.get(carrier), 1, Map.of("status", 429, "retryAfter", 1));

    // When
    String id = person.dials(click(carrier, organization, "+5511987650017", "agent-17"));

    // Then
    assertThat(person.awaitLeg(id, "agent")).startsWith(HANDLES.get(carrier));
    assertThat(person.status(id)).isEqualTo("dialing");
    assertThat(dials(carrier, id)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-80 a leg of another call is never adopted")
  void shouldNotAdoptTheLegOfTheNextClick(String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault("status", carrier, DIALS.get(carrier), 1, Map.of("status", 503));
    String first = person.dials(click(carrier, organization, "+5511987650060", "agent-60"));
    person.awaitStatus(first, "dialing-unknown");

    // When
    Simulator.advance(2);
    String second = person.dials(click(carrier, organization, "+5511987650060", "agent-60"));

    // Then
    String seconds = person.awaitLeg(second, "agent");
    String firsts = person.awaitLeg(first, "agent");
    assertThat(firsts).isNotEqualTo(seconds);
    assertThat(dials(carrier, first)).isEqualTo(2);
    assertThat(dials(carrier, second)).isEqualTo(1);
  }

  @Test
  @DisplayName("CALL-34 nothing is adopted while another dial between these numbers is unclear")
  void shouldAdoptNothingWhileAnotherDialBetweenTheseNumbersIsUnclear() {
    // Given
    Simulator.advance(3);
    String rival = bruno.dials(click("+5511987650060", "agent-60-rival"));
    String handle = bruno.awaitLeg(rival, "agent");
    calls.execute("delete from call_facts where call_id = ? and kind = 'Accepted'", rival);
    calls.execute(
        "update jobs set state = 'UNKNOWN', finished_at = null, due_at = now() + interval '1 hour'"
            + " where subject = ?",
        rival);

    // When
    Simulator.fault("status", "twilio", "/Calls.json", 1, Map.of("status", 503));
    String id = bruno.dials(click("+5511987650060", "agent-60-rival"));

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(result(id)).isEqualTo("it may be another call's leg"));
    assertThat(state(id)).isEqualTo("UNKNOWN");
    calls.execute("update jobs set state = 'REFUSED', finished_at = now() where subject = ?", id);
    calls.execute("update jobs set due_at = now() where subject = ?", rival);
    assertThat(bruno.awaitLeg(rival, "agent")).isEqualTo(handle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead", "agent"})
  @DisplayName("CALL-123 whatever leg a conference's news are booked on, the lead is dialled once")
  void shouldDialTheLeadOnceWhenOnlyTheConferenceTellsOfIt(String bookedOn) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String to = bookedOn.equals("lead") ? "+5511987650121" : "+5511987650122";
      String id = bruno.dials(click(to, "agent-103-" + bookedOn));
      Instant start = Instant.now();
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, id, start);
      String agent = bruno.awaitLeg(id, "agent");
      Simulator.fault("timeout", "twilio", "/Calls.json", 1, Map.of());
      phones.initiated("agent", agent, 0).answered("agent", agent, 1);

      // When
      CarrierCallId lead = await().until(() -> atTheCarrier(to, start), handle -> handle != null);
      phones.joined(bookedOn, lead.value(), 5, "CF103" + bookedOn);

      // Then
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(dial("state", id, "lead")).isEqualTo("DONE"));
      assertThat(bruno.awaitLeg(id, "lead")).isEqualTo(lead.value());
      assertThat(Simulator.posts("twilio", "/Calls.json", id)).hasSize(2);
    }
  }

  /** Null while the carrier does not list it. */
  private CarrierCallId atTheCarrier(String to, Instant since) {
    Lookup.Question question =
        new Lookup.Question(
            CallId.of(UUID.randomUUID().toString()),
            LegName.LEAD,
            null,
            to,
            E164.of(Connections.NUMBER),
            since.minusSeconds(30),
            Instant.now());
    CarrierAccount account =
        accounts
            .byId(Tenants.AURORA, Connections.twilio("carla"))
            .await()
            .atMost(PATIENCE)
            .orElseThrow();
    return carriers.of(Carrier.TWILIO).lookUp(account, question).await().atMost(PATIENCE)
            instanceof Lookup.Candidates found
        ? found.reports().get(0).carrierCallId()
        : null;
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-81 a dial that nobody waits for any more is withdrawn")
  void shouldNotDialAgainForACallThatSomebodyHungUp(
      String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault("status", carrier, DIALS.get(carrier), 1, Map.of("status", 503));
    String id = person.dials(click(carrier, organization, "+5511987650061", "agent-61"));
    person.awaitStatus(id, "dialing-unknown");

    // When
    person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);

    // Then
    person.awaitStatus(id, "canceled");
    assertThat(state(id)).isEqualTo("REFUSED");
    assertThat(code(id)).isEqualTo("call-ended");
    assertThat(dials(carrier, id)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-81 a dial that nobody waits for any more is withdrawn")
  void shouldNotDialLongAfterTheClick(String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault(
        "status", carrier, DIALS.get(carrier), 1, Map.of("status", 429, "retryAfter", 2));
    String id = person.dials(click(carrier, organization, "+5511987650061", "agent-61-late"));
    await().until(() -> "throttled".equals(result(id)));

    // When
    calls.execute(
        "update jobs set send_before = send_before - interval '2 minutes' where subject = ?", id);

    // Then
    person.awaitStatus(id, "failed");
    assertThat(person.call(id).<String>path("cause")).isEqualTo("too-late");
    assertThat(state(id)).isEqualTo("EXPIRED");
    assertThat(dials(carrier, id)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-82 an account that cannot be opened ends the dial, and the asking")
  void shouldRefuseADialWhoseAccountCannotBeOpened(
      String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault(
        "status", carrier, DIALS.get(carrier), 1, Map.of("status", 429, "retryAfter", 3));
    String id = person.dials(click(carrier, organization, "+5511987650062", "agent-62"));
    await().until(() -> "throttled".equals(result(id)));

    // When
    whileSecretsAreSealedForGood(
        carrier,
        organization,
        () -> {
          // Then
          person.awaitStatus(id, "failed");
          assertThat(person.call(id).<String>path("cause")).isEqualTo("connection-sealed");
        });
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno", "telnyx, boreal, bia"})
  @DisplayName("CALL-82 an account that cannot be opened ends the dial, and the asking")
  void shouldGiveUpAskingWhenTheQuestionItselfFails(
      String carrier, String organization, String user) {
    // Given
    CallApi person = CallApi.as(user);
    Simulator.fault("status", carrier, DIALS.get(carrier), 1, Map.of("status", 503));
    String id = person.dials(click(carrier, organization, "+5511987650062", "agent-62-asked"));
    person.awaitStatus(id, "dialing-unknown");

    whileSecretsAreSealedForGood(
        carrier,
        organization,
        () -> {
          // When
          calls.execute(
              "update jobs set opened_at = opened_at - interval '2 hours',"
                  + " sent_at = sent_at - interval '2 hours' where subject = ?",
              id);

          // Then
          person.awaitStatus(id, "failed");
          assertThat(person.call(id).<String>path("cause")).isEqualTo("never-told");
        });
  }

  private void whileSecretsAreSealedForGood(String carrier, String organization, Runnable work) {
    sealedWith(carrier, organization, "\"v1:", "\"v1:lost-");
    try {
      work.run();
    } finally {
      sealedWith(carrier, organization, "\"v1:lost-", "\"v1:");
    }
  }

  private void sealedWith(String carrier, String organization, String known, String other) {
    calls.execute(
        "update carrier_connections set secrets = replace(secrets, ?, ?)"
            + " where tenant = ? and carrier = ?",
        known,
        other,
        organization,
        Carrier.of(carrier).name());
  }

  /** An agent of its own for each scenario: a leg may be looked up by its two numbers. */
  private static Map<String, String> click(
      String carrier, String organization, String to, String agent) {
    return Map.of("to", to, "carrier", carrier, "agentId", EnteredAgents.of(organization, agent));
  }

  private static Map<String, String> click(String to, String agent) {
    return click("twilio", "aurora", to, agent);
  }

  private static long dials(String carrier, String id) {
    return Dials.of(Carrier.of(carrier), id);
  }

  private Object result(String id) {
    return dial("failure_text", id);
  }

  private Object code(String id) {
    return dial("failure_code", id);
  }

  private Object state(String id) {
    return dial("state", id);
  }

  private Object dial(String column, String id) {
    return dial(column, id, "agent");
  }

  private Object dial(String column, String id, String leg) {
    return calls.value(
        "select " + column + " from jobs where subject = ? and payload ->> 'leg' = ?", id, leg);
  }
}
