package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Talking;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallHeld;
import dev.ramal.events.calls.CallMuted;
import dev.ramal.events.calls.CallResumed;
import dev.ramal.events.calls.CallUnmuted;
import dev.ramal.events.calls.ControlRefused;
import dev.ramal.events.calls.DigitsSent;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class InCallTest {
  private final CallApi ana = CallApi.as("ana");
  private final Postgres calls = Postgres.database("calls");
  private final Map<String, CallApi> begun = new HashMap<>();
  private TopicProbe probe;

  @BeforeEach
  void connect() {
    Simulator.noFaults();
    Connections.twilio("carla");
    Connections.telnyx("carla");
    Connections.telnyx("bia");
    probe = TopicProbe.on(Topics.CALLS);
  }

  @AfterEach
  void close() {
    Simulator.noFaults();
    begun.forEach(
        (id, api) -> api.request().post("/api/calls/" + id + "/hangup").then().statusCode(200));
    probe.close();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-250 a call is held and resumed by the carrier's word, as often as one likes")
  void shouldHoldAndResumeByTheCarriersWord(String carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650250");

    // When
    String answered = call.asks("hold").then().statusCode(202).extract().path("status").toString();
    call.api().awaitStatus(call.id(), "held");
    int again = call.asks("hold").statusCode();
    call.asks("resume").then().statusCode(202);
    call.api().awaitStatus(call.id(), "in-progress");
    call.asks("hold").then().statusCode(202);
    call.api().awaitStatus(call.id(), "held");

    // Then
    assertThat(answered).as("nothing is confirmed yet").isEqualTo("in-progress");
    assertThat(again).isEqualTo(200);
    assertThat(call.commands("hold")).isEqualTo(2);
    assertThat(call.commands("resume")).isEqualTo(1);
    assertThat(music(carrier)).as("what is heard").contains("hold-music.wav");
    assertThat(probe.await(CallHeld.class, call.id()).leg()).isEqualTo(LegName.LEAD);
    call.phones()
        .ended("lead", call.lead(), 68, CallOutcome.COMPLETED, counted(carrier, 60), "callee")
        .ended("agent", call.agent(), 68, CallOutcome.COMPLETED, counted(carrier, 66), null);
    assertThat(probe.await(CallEnded.class, call.id()).talkSeconds()).isEqualTo(60);
    assertThat(types(call.id()))
        .containsSubsequence(CallHeld.TYPE, CallResumed.TYPE, CallHeld.TYPE);
    assertThat(call.asks("resume").statusCode()).as("the call is over").isEqualTo(200);
    assertThat(call.api().status(call.id())).isEqualTo("completed");
    assertThat(call.commands("resume")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, bruno, 404, vera, bia", "telnyx, boreal, bia, 403, fabio, carla"})
  @DisplayName("CALL-251 muting is a side of the call, done to the agent by who may change it")
  void shouldMuteTheAgent(
      String carrier,
      TenantId tenant,
      String manager,
      int gilsAnswer,
      String reader,
      String foreigner) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650251");
    String path = "/api/calls/" + call.id() + "/mute";

    // When
    List<Integer> strangers =
        List.of(
            CallApi.as("gil", tenant.value()).request().post(path).statusCode(),
            CallApi.as(reader).request().post(path).statusCode(),
            CallApi.as(foreigner).request().post(path).statusCode());
    CallApi.as(manager).request().post(path).then().statusCode(202);

    // Then
    assertThat(strangers).containsExactly(gilsAnswer, 403, 404);
    assertThat(probe.await(CallMuted.class, call.id()).leg()).isEqualTo(LegName.AGENT);
    await().until(() -> call.api().shown(call.id()).path("muted").asBoolean());
    assertThat(call.api().status(call.id())).isEqualTo("in-progress");
    assertThat(call.api().call(call.id()).<List<String>>path("pending")).isEmpty();
    call.asks("unmute").then().statusCode(202);
    probe.await(CallUnmuted.class, call.id());
    assertThat(call.commands("mute")).isEqualTo(1);
    assertThat(call.commands("unmute")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-252 what is not in progress is not held, and the answer says so")
  void shouldRefuseWhatIsNotInProgress(String carrier, TenantId tenant) {
    // Given
    CallApi person = agentOf(tenant);
    String id = person.dials(Map.of("to", "+5511987650252", "carrier", carrier));
    person.awaitLeg(id, "agent");
    begun.put(id, person);

    // When
    var early = person.request().post("/api/calls/" + id + "/hold");
    var nobodys = person.request().post("/api/calls/0195a1b2-0000-7000-8000-000000000001/hold");

    // Then
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.<String>path("code")).isEqualTo("CALLS-0270");
    assertThat(nobodys.statusCode()).isEqualTo(404);
    assertThat(person.call(id).<List<String>>path("pending")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-253 a hold that meets the end of its call is no failure")
  void shouldTakeARaceWithTheEndForSuccess(String carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650253");
    call.leadGoes();

    // When
    List<Integer> asked =
        List.of(
            call.asks("mute").statusCode(),
            call.presses("1", null).statusCode(),
            call.asks("hold").statusCode());

    // Then
    await().until(() -> call.commands("hold") > 0 && call.commands("mute") > 0);
    call.phones()
        .ended("lead", call.lead(), 20, CallOutcome.COMPLETED, counted(carrier, 12), "callee")
        .ended("agent", call.agent(), 20, CallOutcome.COMPLETED, counted(carrier, 18), null);
    probe.await(CallEnded.class, call.id());
    assertThat(asked).containsOnly(202);
    await().until(() -> open(call.id()) == 0);
    assertThat(types(call.id())).doesNotContain(CallHeld.TYPE, ControlRefused.TYPE);
    assertThat(call.api().call(call.id()).<List<String>>path("pending")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-583 taking back and handing over that meet the end of their call fail nobody")
  void shouldTakeTheOtherRacesWithTheEndForSuccess(String carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650259");
    call.asks("mute").then().statusCode(202);
    call.asks("hold").then().statusCode(202);
    call.api().awaitStatus(call.id(), "held");
    await().until(() -> call.api().shown(call.id()).path("muted").asBoolean());
    call.leadGoes();

    // When
    List<Integer> asked =
        List.of(
            call.transfers(Map.of("to", "+5511987650299")).statusCode(),
            call.asks("unmute").statusCode(),
            call.asks("resume").statusCode());
    String target = call.api().awaitLeg(call.id(), "agent-2");

    // Then
    call.phones()
        .ended("lead", call.lead(), 20, CallOutcome.COMPLETED, counted(carrier, 12), "callee")
        .ended("agent", call.agent(), 20, CallOutcome.COMPLETED, counted(carrier, 18), null);
    assertThat(asked).containsOnly(202);
    await().until(() -> !call.isUp(target));
    call.phones().ended("agent-2", target, 22, CallOutcome.CANCELED, null, null);
    probe.await(CallEnded.class, call.id());
    await().until(() -> open(call.id()) == 0);
    assertThat(types(call.id())).doesNotContain(ControlRefused.TYPE);
    assertThat(call.api().call(call.id()).<List<String>>path("pending")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-254 what a carrier refuses is told, and may be asked for again")
  void shouldTellWhatWasRefused(String carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650254");
    Simulator.fault("status", carrier, call.path("hold"), 1, Map.of("status", 400));

    // When
    call.asks("hold").then().statusCode(202);
    ControlRefused refused = probe.await(ControlRefused.class, call.id());
    call.asks("hold").then().statusCode(202);

    // Then
    call.api().awaitStatus(call.id(), "held");
    assertThat(refused.control()).isEqualTo(CallControl.HOLD);
    assertThat(call.commands("hold")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-255 a hold without a clear answer is repeated and told once")
  void shouldTellOnceWhatWasDoneTwice(String carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650255");
    Simulator.fault("timeout", carrier, call.path("hold"), 1, Map.of());

    // When
    call.asks("hold").then().statusCode(202);

    // Then
    call.api().awaitStatus(call.id(), "held");
    await().until(() -> open(call.id()) == 0);
    assertThat(call.commands("hold")).isEqualTo(2);
    assertThat(types(call.id())).containsOnlyOnce(CallHeld.TYPE);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-257 keys reach the lead's side once, in their order, and are told to nobody")
  void shouldSendKeysToTheLead(String carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650257");
    String key = UUID.randomUUID().toString();

    // When
    call.presses("55w7#", key).then().statusCode(202);
    call.presses("55w7#", key).then().statusCode(202);
    int other = call.presses("1", key).statusCode();
    call.presses("98", null).then().statusCode(202);

    // Then
    await().untilAsserted(() -> assertThat(call.keys()).containsExactly("55w7#", "98"));
    assertThat(probe.await(DigitsSent.class, call.id()).leg()).isEqualTo(LegName.LEAD);
    assertThat(other).isEqualTo(422);
    await().until(() -> types(call.id()).stream().filter(DigitsSent.TYPE::equals).count() == 2);
    assertThat(calls.count("call_facts where call_id = ? and data::text like '%55w7%'", call.id()))
        .isZero();
    Response letters = call.presses("abc", null);
    assertThat(letters.statusCode()).isEqualTo(400);
    assertThat(letters.<String>path("errors[0].field")).isEqualTo("digits");
    call.asks("hold");
    call.api().awaitStatus(call.id(), "held");
    assertThat(call.presses("1", null).<String>path("code")).isEqualTo("CALLS-0272");
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-258 keys without a clear answer are not pressed again, and that is told")
  void shouldNotPressOnAGuess(String carrier, TenantId tenant) {
    // Given
    Talking call = talking(carrier, tenant, "+5511987650258");
    Simulator.fault("timeout", carrier, call.path("dtmf"), 1, Map.of());

    // When
    call.presses("42", null).then().statusCode(202);

    // Then
    ControlRefused refused = probe.await(ControlRefused.class, call.id());
    assertThat(refused.control()).isEqualTo(CallControl.DTMF);
    assertThat(refused.code()).isEqualTo("no-clear-answer");
    assertThat(call.keys()).containsExactly("42");
    call.presses("7", null).then().statusCode(202);
    await().untilAsserted(() -> assertThat(call.keys()).containsExactly("42", "7"));
  }

  private Talking talking(String carrier, TenantId tenant, String number) {
    CallApi person = agentOf(tenant);
    Talking call = Talking.at(Carrier.of(carrier), probe, person, tenant, number);
    begun.put(call.id(), person);
    return call;
  }

  private CallApi agentOf(TenantId tenant) {
    return tenant.equals(Tenants.AURORA) ? ana : CallApi.as("breno");
  }

  private static Integer counted(String carrier, int seconds) {
    return "twilio".equals(carrier) ? seconds : null;
  }

  private static String music(String carrier) {
    return "twilio".equals(carrier)
        ? Simulator.posts("twilio", "/Participants/", "Hold=true").get(0)
        : Simulator.posts("telnyx", "/actions/hold", "audio_url").get(0);
  }

  private long open(String call) {
    return calls.count(
        "jobs where subject = ? and queue = 'carrier-commands' and finished_at is null", call);
  }

  private List<String> types(String id) {
    return probe.all().stream()
        .filter(record -> id.equals(record.subject()))
        .map(ReceivedRecord::type)
        .toList();
  }
}
