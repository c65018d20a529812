package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.RecordedTalk;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.ControlRefused;
import dev.ramal.events.calls.RecordingPaused;
import dev.ramal.events.calls.RecordingResumed;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class PauseRecordingTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A manager, who may have a call recorded. */
  private final CallApi bruno = CallApi.as("bruno");

  @Inject Carriers carriers;
  @Inject CarrierAccounts accounts;

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
    probe.close();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName(
      "CALL-420 a recording pauses and goes on by the carrier's word, as often as one likes")
  void shouldPauseByTheCarriersWord(String carrier, TenantId tenant) {
    // Given
    RecordedTalk talk = talk(carrier, tenant, "+5511987650420");

    // When
    boolean paused = talk.asks("pause").then().statusCode(202).extract().path("recording.paused");
    await().until(() -> isPaused(talk));
    int again = talk.asks("pause").statusCode();
    talk.asks("resume").then().statusCode(202);
    await().until(() -> !isPaused(talk));
    talk.asks("pause").then().statusCode(202);
    await().until(() -> isPaused(talk));

    // Then
    assertThat(paused).as("nothing is confirmed yet").isFalse();
    assertThat(again).isEqualTo(200);
    assertThat(talk.commands("pause")).isEqualTo(2);
    assertThat(talk.commands("resume")).isEqualTo(1);
    assertThat(probe.await(RecordingPaused.class, talk.id()).leg()).isEqualTo(LegName.LEAD);
    assertThat(probe.await(RecordingResumed.class, talk.id()).leg()).isEqualTo(LegName.LEAD);
    assertThat(talk.api().status(talk.id())).isEqualTo("in-progress");
    assertThat(talk.api().<String>recording(talk.id(), "state")).isEqualTo("begun");
    end(talk);
    assertThat(probe.await(CallEnded.class, talk.id()).recordingExpected()).isTrue();
    assertThat(isPaused(talk)).as("the call is over").isFalse();
    assertThat(talk.asks("pause").statusCode()).isEqualTo(200);
    assertThat(talk.commands("pause")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-421 what is said while a recording pauses is not on the carrier's file")
  void shouldKeepWhatIsSaidInAPauseOffTheFile(String carrier, TenantId tenant) {
    // Given
    RecordedTalk talk = talk(carrier, tenant, "+5511987650421");
    Simulator.advance(10);
    talk.asks("pause").then().statusCode(202);
    await().until(() -> isPaused(talk));

    // When
    Simulator.advance(12);

    // Then
    talk.asks("resume").then().statusCode(202);
    await().until(() -> !isPaused(talk));
    Simulator.advance(5);
    talk.over();
    Simulator.advance(30);
    assertThat(files(talk))
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.status()).isEqualTo("completed");
              assertThat(file.seconds()).isBetween(8, 22);
            });
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-422 a carrier that does not pause a recording is not believed to have")
  void shouldTellThatItDidNotPause(String carrier, TenantId tenant) {
    // Given
    RecordedTalk talk = talk(carrier, tenant, "+5511987650422");
    Simulator.fault("status", carrier, talk.path("pause"), 1, Map.of("status", 400));

    // When
    talk.asks("pause").then().statusCode(202);

    // Then
    ControlRefused refused = probe.await(ControlRefused.class, talk.id());
    assertThat(refused.control()).isEqualTo(CallControl.PAUSE_RECORDING);
    assertThat(isPaused(talk)).isFalse();
    assertThat(talk.api().call(talk.id()).<List<String>>path("pending")).isEmpty();
    talk.asks("pause").then().statusCode(202);
    await().until(() -> isPaused(talk));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-423 who may change a call pauses its recording, and only where there is one")
  void shouldPauseOnlyWhatIsRecordedForWhoMayChangeIt(String carrier) {
    // Given
    RecordedTalk talk = talk(carrier, Tenants.AURORA, "+5511987650423");
    String path = "/api/calls/" + talk.id() + "/recording/pause";
    String unrecorded =
        bruno.dials(Map.of("to", "+5511987650424", "carrier", carrier, "record", false));

    // When
    List<Integer> strangers =
        List.of(
            CallApi.as("gil", "aurora").request().post(path).statusCode(),
            CallApi.as("vera").request().post(path).statusCode(),
            CallApi.as("bia").request().post(path).statusCode());
    var early = bruno.request().post("/api/calls/" + unrecorded + "/recording/pause");

    // Then
    assertThat(strangers).containsExactly(404, 403, 404);
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.<String>path("code")).isEqualTo("CALLS-0270");
    assertThat(talk.commands("pause")).isZero();
    CallApi.as("carla").request().post(path).then().statusCode(202);
    await().until(() -> isPaused(talk));
  }

  /** As the carrier lists them. */
  private List<ListedRecording> files(RecordedTalk talk) {
    TenantId tenant = talk.api() == bruno ? Tenants.AURORA : Tenants.BOREAL;
    String connection = talk.api().call(talk.id()).path("connectionId");
    CarrierAccount account = accounts.byId(tenant, connection).await().atMost(LIMIT).orElseThrow();
    return ((CarrierReply.Done<List<ListedRecording>>)
            carriers
                .of(talk.carrier())
                .recordings()
                .ofLeg(account, new CarrierCallId(talk.lead()))
                .await()
                .atMost(LIMIT))
        .value();
  }

  private RecordedTalk talk(String carrier, TenantId tenant, String number) {
    CallApi person = tenant.equals(Tenants.AURORA) ? bruno : CallApi.as("bia");
    return RecordedTalk.at(Carrier.of(carrier), probe, person, tenant, number);
  }

  private boolean isPaused(RecordedTalk talk) {
    return talk.api().<Boolean>recording(talk.id(), "paused");
  }

  private static void end(RecordedTalk talk) {
    Integer counted = talk.carrier().equals(Carrier.TWILIO) ? 60 : null;
    talk.phones()
        .ended("lead", talk.lead(), 68, CallOutcome.COMPLETED, counted, "callee")
        .ended("agent", talk.agent(), 68, CallOutcome.COMPLETED, counted, null);
  }
}
