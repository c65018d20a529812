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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@CallsTest
class WhisperAndMachinesAtTelnyxTest {
  /** Who calls in each of two organizations, and who sets how. */
  private enum Organization {
    AURORA(Tenants.AURORA, "bruno", "carla", "+551198765"),
    BOREAL(Tenants.BOREAL, "bia", "bia", "+552198765");

    private final TenantId tenant;
    private final CallApi caller;
    private final CallApi admin;
    private final String block;

    Organization(TenantId tenant, String caller, String admin, String block) {
      this.tenant = tenant;
      this.caller = CallApi.as(caller);
      this.admin = CallApi.as(admin);
      this.block = block;
    }

    Map<String, Object> click() {
      return Map.of("to", lead("0281"), "carrier", "telnyx", "record", true);
    }

    /** A number that nobody else calls. */
    String lead(String end) {
      return block + end;
    }
  }

  @BeforeEach
  void connect() {
    Connections.telnyx("carla");
    Connections.telnyx("bia");
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("CALL-280 the agent hears the whisper alone, and then the lead is rung; Telnyx")
  void shouldWhisperToTheAgentBeforeTheLeadIsRung(Organization of) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id =
          of.caller.dials(
              Map.of(
                  "to", of.lead("0280"), "carrier", "telnyx", "record", true, "whisper", "Maria"));
      Phones phones = new Phones(probe, of.tenant, Carrier.TELNYX, id, Instant.now());
      String agent = of.caller.awaitLeg(id, "agent");
      Simulator.advance(5);
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      await().untilAsserted(() -> assertThat(LeadUp.commands("speak", agent)).hasSize(1));

      // When
      boolean rung = of.caller.knowsLeg(id, "lead");
      boolean joined = !Simulator.posts("telnyx", "/conferences", agent).isEmpty();
      phones.spoken("agent", agent, 6, "whisper", "completed");

      // Then
      assertThat(rung || joined).isFalse();
      String lead = of.caller.awaitLeg(id, "lead");
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

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("CALL-280 the agent hears the whisper alone, and then the lead is rung; Telnyx")
  void shouldRingNobodyForAnAgentWhoHungUpMeanwhile(Organization of) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id =
          of.caller.dials(
              Map.of(
                  "to", of.lead("0280"), "carrier", "telnyx", "record", false, "whisper", "Maria"));
      Phones phones = new Phones(probe, of.tenant, Carrier.TELNYX, id, Instant.now());
      String agent = of.caller.awaitLeg(id, "agent");
      Simulator.advance(5);
      phones.answered("agent", agent, 2);
      await().until(() -> !LeadUp.commands("speak", agent).isEmpty());

      // When
      phones.spoken("agent", agent, 4, "whisper", "interrupted");
      of.caller.awaitFact(id, "Spoken");
      phones.ended("agent", agent, 4, CallOutcome.COMPLETED, null, "callee");

      // Then
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.cause()).isEqualTo("agent-left");
      assertThat(of.caller.knowsLeg(id, "lead")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("CALL-281 who picks up waits for the verdict, and is told and joined as a person")
  void shouldJoinAPersonWhenTelnyxHasSaidSo(Organization of) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled(of, "sync", "hang-up");
      Answered call = answered(probe, id, of);
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
      assertThat(of.caller.call(id).jsonPath().getString("answeredBy")).isEqualTo("human");
      assertThat(Simulator.posts("telnyx", "/v2/calls", of.lead("0281")))
          .anyMatch(dial -> dial.contains("\"answering_machine_detection\":\"premium\""));
    }
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("CALL-282 a machine hears the message after its beep; the agent is let go at once")
  void shouldLeaveAMessageWithAMachineThatWasToldOfTwiceAndShuffled(Organization of) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled(of, "sync", "voicemail-drop");
      Answered call = answered(probe, id, of);
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
      String id = dialled(Organization.AURORA, "async", "hang-up");
      Answered call = answered(probe, id, Organization.AURORA);
      CallApi bia = CallApi.as("bia");
      String hers = bia.dials(Organization.BOREAL.click());
      Answered other = answered(probe, hers, Organization.BOREAL);
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

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("CALL-579 one thing is said after the other where only the last one's name is told")
  void shouldSayTheMessageWhenTheDisclaimerIsOver(Organization of) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled(of, "async", "voicemail-drop");
      Answered call = answered(probe, id, of);
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

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("CALL-584 a manager has machines found in one call, against the setting; Telnyx")
  void shouldFindMachinesInOneCall(Organization of) {
    // When
    Map<String, Object> click =
        Map.of("to", of.lead("0284"), "carrier", "telnyx", "machineDetection", "sync");
    String id = of.caller.dials(click);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      answered(probe, id, of);
    }

    // Then
    assertThat(Simulator.posts("telnyx", "/v2/calls", of.lead("0284")))
        .anyMatch(dial -> dial.contains("\"answering_machine_detection\":\"premium\""));
    assertThat(of.caller.call(id).<String>path("machineDetection")).isEqualTo("sync");
    assertThat(deadlines(id)).contains(VoiceDeadlines.UNDETECTED);
  }

  @ParameterizedTest
  @CsvSource({"AURORA, sync", "BOREAL, async"})
  @DisplayName("CALL-830 a machine is hung up, or talked to, as the organization wants")
  void shouldConnectAMachineWhereTheOrganizationWantsThat(Organization of, String mode) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled(of, mode, "connect");
      Answered call = answered(probe, id, of);

      // When
      call.phones().detected(call.lead(), 10, AnsweredBy.MACHINE, "start").repeatedAndShuffled(2);

      // Then
      of.caller.awaitFact(id, "MachineDetected");
      await().untilAsserted(() -> assertThat(LeadUp.commands("speak", call.lead())).hasSize(1));
      assertThat(LeadUp.commands("speak", call.lead()).get(0)).doesNotContain("Ligamos depois.");
      call.phones().spoken(call.lead(), 14, "completed");
      await()
          .untilAsserted(
              () -> assertThat(Simulator.posts("telnyx", "/actions/join", call.lead())).hasSize(1));
      assertThat(of.caller.status(id)).isEqualTo("in-progress");
      assertThat(hangUps(id)).as("nobody is let go").isZero();
      call.phones()
          .ended("lead", call.lead(), 30, CallOutcome.COMPLETED, null, "callee")
          .ended("agent", call.agent(), 30, CallOutcome.COMPLETED, null, "caller");
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.answeredBy()).isEqualTo(AnsweredBy.MACHINE);
    }
  }

  @ParameterizedTest
  @CsvSource({"AURORA, sync", "BOREAL, async"})
  @DisplayName("CALL-830 a machine is hung up, or talked to, as the organization wants")
  void shouldHangUpOnAMachineWhereTheOrganizationWantsThat(Organization of, String mode) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dialled(of, mode, "hang-up");
      Answered call = answered(probe, id, of);

      // When
      call.phones().detected(call.lead(), 10, AnsweredBy.MACHINE, "start");

      // Then
      await().until(() -> hangUps(id) == 1);
      assertThat(waited(id)).as("no call of less than six seconds").isGreaterThanOrEqualTo(5);
      call.phones()
          .ended("lead", call.lead(), 16, CallOutcome.COMPLETED, null, "caller")
          .ended("agent", call.agent(), 16, CallOutcome.COMPLETED, null, "caller");
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
      assertThat(ended.cause()).isEqualTo("machine");
      assertThat(ended.noRecording()).isEqualTo("machine");
      assertThat(LeadUp.commands("record_start", call.lead())).isEmpty();
    }
  }

  private static long hangUps(String id) {
    return Postgres.database("calls").count("jobs where subject = ? and kind = 'HANG_UP'", id);
  }

  private static String dialled(Organization of, String detection, String onMachine) {
    of.admin.settings(
        Map.of(
            "machineDetection",
            detection,
            "onMachine",
            onMachine,
            "voicemailMessage",
            "Ligamos depois."));
    try {
      return of.caller.dials(of.click());
    } finally {
      of.admin.settings(Map.of("machineDetection", "off", "onMachine", "hang-up"));
    }
  }

  private static Answered answered(TopicProbe probe, String id, Organization of) {
    CallApi user = of.caller;
    Phones phones = new Phones(probe, of.tenant, Carrier.TELNYX, id, Instant.now());
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
