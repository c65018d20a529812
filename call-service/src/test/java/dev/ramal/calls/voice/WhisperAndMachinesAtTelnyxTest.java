package dev.ramal.calls.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.lifecycle.VoiceDeadlines;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class WhisperAndMachinesAtTelnyxTest {
  private static final Map<String, Object> CALL =
      Map.of("to", "+5511987650281", "carrier", "telnyx", "record", true);

  private final CallApi bruno = CallApi.as("bruno");

  @BeforeEach
  void connect() {
    Connections.telnyx("carla");
    Connections.telnyx("bia");
  }

  @Test
  @DisplayName("CALL-280 the agent hears the whisper alone, and then the lead is rung; Telnyx")
  void shouldWhisperToTheAgentBeforeTheLeadIsRung() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id =
          bruno.dials(
              Map.of(
                  "to", "+5511987650280", "carrier", "telnyx", "record", true, "whisper", "Maria"));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, id, Instant.now());
      String agent = bruno.awaitLeg(id, "agent");
      Simulator.advance(5);
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      await().untilAsserted(() -> assertThat(LeadUp.commands("speak", agent)).hasSize(1));

      // When
      boolean rung = bruno.knowsLeg(id, "lead");
      boolean joined = !Simulator.posts("telnyx", "/conferences", agent).isEmpty();
      phones.spoken("agent", agent, 6, "whisper", "completed");

      // Then
      assertThat(rung || joined).isFalse();
      String lead = bruno.awaitLeg(id, "lead");
      await()
          .untilAsserted(
              () -> assertThat(Simulator.posts("telnyx", "/conferences", agent)).hasSize(1));
      assertThat(LeadUp.commands("speak", agent).get(0)).contains("Maria");
      assertThat(LeadUp.commands("record_start", agent)).isEmpty();
      Simulator.advance(5);
      phones.answered("lead", lead, 10);
      await().untilAsserted(() -> assertThat(LeadUp.commands("speak", lead)).hasSize(1));
      assertThat(LeadUp.commands("speak", lead).get(0)).doesNotContain("Maria");
    }
  }

  @Test
  @DisplayName("CALL-280 the agent hears the whisper alone, and then the lead is rung; Telnyx")
  void shouldRingNobodyForAnAgentWhoHungUpMeanwhile() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id =
          bruno.dials(
              Map.of(
                  "to",
                  "+5511987650280",
                  "carrier",
                  "telnyx",
                  "record",
                  false,
                  "whisper",
                  "Maria"));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, id, Instant.now());
      String agent = bruno.awaitLeg(id, "agent");
      Simulator.advance(5);
      phones.answered("agent", agent, 2);
      await().until(() -> !LeadUp.commands("speak", agent).isEmpty());

      // When
      phones.spoken("agent", agent, 4, "whisper", "interrupted");
      bruno.awaitFact(id, "Spoken");
      phones.ended("agent", agent, 4, CallOutcome.COMPLETED, null, "callee");

      // Then
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.cause()).isEqualTo("agent-left");
      assertThat(bruno.knowsLeg(id, "lead")).isFalse();
    }
  }

  @Test
  @DisplayName("CALL-281 who picks up waits for the verdict, and is told and joined as a person")
  void shouldJoinAPersonWhenTelnyxHasSaidSo() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled("sync", "hang-up");
      Answered call = answered(probe, id);
      assertThat(deadlines(id)).contains(VoiceDeadlines.UNDETECTED);
      assertThat(LeadUp.commands("speak", call.lead())).isEmpty();

      // When
      call.phones().detected(call.lead(), 10, AnsweredBy.HUMAN, null);

      // Then
      await().untilAsserted(() -> assertThat(LeadUp.commands("speak", call.lead())).hasSize(1));
      call.phones().detected(call.lead(), 14, AnsweredBy.MACHINE, "silence");
      call.phones().spoken(call.lead(), 16, "completed");
      await()
          .untilAsserted(
              () -> assertThat(Simulator.posts("telnyx", "/actions/join", call.lead())).hasSize(1));
      assertThat(LeadUp.commands("hangup", call.lead())).isEmpty();
      assertThat(bruno.call(id).jsonPath().getString("answeredBy")).isEqualTo("human");
      assertThat(Simulator.posts("telnyx", "/v2/calls", "+5511987650281"))
          .anyMatch(dial -> dial.contains("\"answering_machine_detection\":\"premium\""));
    }
  }

  @Test
  @DisplayName("CALL-282 a machine hears the message after its beep; the agent is let go at once")
  void shouldLeaveAMessageWithAMachineThatWasToldOfTwiceAndShuffled() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled("sync", "voicemail-drop");
      Answered call = answered(probe, id);
      Phones phones = call.phones();

      // When
      phones.detected(call.lead(), 11, AnsweredBy.MACHINE, "start");

      // Then
      await().untilAsserted(() -> assertThat(LeadUp.commands("hangup", call.agent())).hasSize(1));
      assertThat(LeadUp.commands("speak", call.lead())).isEmpty();
      phones.ended("agent", call.agent(), 12, CallOutcome.COMPLETED, null, "caller");
      phones.detected(call.lead(), 15, AnsweredBy.MACHINE, "beep");
      await().untilAsserted(() -> assertThat(LeadUp.commands("speak", call.lead())).hasSize(1));
      assertThat(LeadUp.commands("speak", call.lead()).get(0)).contains("Ligamos depois.");
      phones.repeatedAndShuffled(2);
      phones.spoken("lead", call.lead(), 19, "voicemail", "completed");
      await().untilAsserted(() -> assertThat(LeadUp.commands("hangup", call.lead())).hasSize(1));
      phones.ended("lead", call.lead(), 20, CallOutcome.COMPLETED, null, "caller");
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
      assertThat(ended.cause()).isEqualTo("voicemail");
      assertThat(ended.answeredBy()).isEqualTo(AnsweredBy.MACHINE);
      assertThat(ended.recordingExpected()).isFalse();
      assertThat(ended.noRecording()).isEqualTo("machine");
      assertThat(ended.machineDetections()).isOne();
      assertThat(LeadUp.commands("speak", call.lead())).hasSize(1);
      assertThat(LeadUp.commands("record_start", call.lead())).isEmpty();
      assertThat(deadlines(id)).contains(VoiceDeadlines.UNBEEPED, VoiceDeadlines.UNSAID);
    }
  }

  @Test
  @DisplayName(
      "CALL-283 a machine is taken out of a talk that has begun, of its organization's call")
  void shouldLetAMachineGoThatWasFoundBesideTheTalk() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled("async", "hang-up");
      Answered call = answered(probe, id);
      CallApi bia = CallApi.as("bia");
      String hers = bia.dials(CALL);
      Answered other = answered(probe, hers, Tenants.BOREAL, bia);
      await().until(() -> !LeadUp.commands("speak", call.lead()).isEmpty());
      bia.request().get("/api/settings/voice").then().body("machineDetection", equalTo("off"));

      // When
      other.phones().detected(other.lead(), 12, AnsweredBy.MACHINE, "start");
      call.phones().detected(call.lead(), 12, AnsweredBy.MACHINE, "start");

      // Then
      await().untilAsserted(() -> assertThat(LeadUp.commands("hangup", call.lead())).hasSize(1));
      assertThat(waited(id)).as("no call of less than six seconds").isGreaterThanOrEqualTo(5);
      bia.awaitFact(hers, "MachineDetected");
      assertThat(bia.status(hers)).isEqualTo("in-progress");
      assertThat(LeadUp.commands("hangup", other.lead())).isEmpty();
      call.phones()
          .ended("lead", call.lead(), 13, CallOutcome.COMPLETED, null, "caller")
          .ended("agent", call.agent(), 13, CallOutcome.COMPLETED, null, "caller");
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.cause()).isEqualTo("machine");
      assertThat(ended.talkSeconds()).isZero();
      assertThat(ended.legs())
          .filteredOn(leg -> leg.leg().wire().equals("lead"))
          .allMatch(leg -> leg.answeredSeconds() == 5);
    }
  }

  @Test
  @DisplayName("CALL-579 one thing is said after the other where only the last one's name is told")
  void shouldSayTheMessageWhenTheDisclaimerIsOver() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled("async", "voicemail-drop");
      Answered call = answered(probe, id);
      await().until(() -> !LeadUp.commands("speak", call.lead()).isEmpty());

      // When
      call.phones().detected(call.lead(), 10, AnsweredBy.MACHINE, "beep");
      await().untilAsserted(() -> assertThat(LeadUp.commands("hangup", call.agent())).hasSize(1));
      int meanwhile = LeadUp.commands("speak", call.lead()).size();
      call.phones()
          .ended("agent", call.agent(), 11, CallOutcome.COMPLETED, null, "caller")
          .spoken(call.lead(), 14, "completed");

      // Then
      await().untilAsserted(() -> assertThat(LeadUp.commands("speak", call.lead())).hasSize(2));
      assertThat(meanwhile).isEqualTo(1);
      assertThat(LeadUp.commands("speak", call.lead()).get(1)).contains("Ligamos depois.");
      assertThat(LeadUp.commands("hangup", call.lead())).isEmpty();
      call.phones()
          .spoken("lead", call.lead(), 18, "voicemail", "completed")
          .ended("lead", call.lead(), 20, CallOutcome.COMPLETED, null, "caller");
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.cause()).isEqualTo("voicemail");
      assertThat(ended.noRecording()).isEqualTo("machine");
    }
  }

  @Test
  @DisplayName("CALL-584 a manager has machines found in one call, against the setting; Telnyx")
  void shouldFindMachinesInOneCall() {
    // When
    Map<String, Object> click =
        Map.of("to", "+5511987650284", "carrier", "telnyx", "machineDetection", "sync");
    String id = bruno.dials(click);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      answered(probe, id);
    }

    // Then
    assertThat(Simulator.posts("telnyx", "/v2/calls", "+5511987650284"))
        .anyMatch(dial -> dial.contains("\"answering_machine_detection\":\"premium\""));
    assertThat(bruno.call(id).<String>path("machineDetection")).isEqualTo("sync");
    assertThat(deadlines(id)).contains(VoiceDeadlines.UNDETECTED);
  }

  private String dialled(String detection, String onMachine) {
    CallApi carla = CallApi.as("carla");
    carla.settings(
        Map.of(
            "machineDetection",
            detection,
            "onMachine",
            onMachine,
            "voicemailMessage",
            "Ligamos depois."));
    try {
      return bruno.dials(CALL);
    } finally {
      carla.settings(Map.of("machineDetection", "off", "onMachine", "hang-up"));
    }
  }

  private Answered answered(TopicProbe probe, String id) {
    return answered(probe, id, Tenants.AURORA, bruno);
  }

  private static Answered answered(TopicProbe probe, String id, TenantId tenant, CallApi user) {
    Phones phones = new Phones(probe, tenant, Carrier.TELNYX, id, Instant.now());
    String agent = user.awaitLeg(id, "agent");
    Simulator.advance(5);
    phones.answered("agent", agent, 2);
    String lead = user.awaitLeg(id, "lead");
    Simulator.advance(3);
    phones.answered("lead", lead, 8);
    user.awaitStatus(id, "in-progress");
    return new Answered(phones, agent, lead);
  }

  private static int waited(String id) {
    return ((Number)
            Postgres.database("calls")
                .value(
                    "select round(extract(epoch from due_at - created_at))::int from jobs"
                        + " where subject = ? and kind = 'HANG_UP' and payload ->> 'leg' = 'lead'",
                    id))
        .intValue();
  }

  private static List<String> deadlines(String id) {
    return Postgres.database("calls")
        .rows("select kind from jobs where subject = ? and queue = 'consent-deadlines'", id)
        .stream()
        .map(row -> row.get("kind").toString())
        .toList();
  }

  private record Answered(Phones phones, String agent, String lead) {}
}
