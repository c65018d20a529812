package dev.ramal.calls.settings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.prompts.Sayable;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
import dev.ramal.kit.problem.Problem;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of the voice settings; an absent field keeps its value. */
@Schema(
    name = "VoiceSettingsChange",
    examples =
"""
{"record": true, "consent": "announcement", "callsPerAgent": 1}
""")
record VoiceSettingsRequest(
    @Schema(examples = "twilio") String carrier,
    Boolean record,
    String disclaimer,
    @Schema(implementation = Consent.class) String consent,
    Boolean connectUnrecorded,
    @Schema(minimum = "0", maximum = "100") Integer callsPerAgent,
    Boolean whisper,
    @Schema(implementation = MachineDetection.class) String machineDetection,
    @Schema(implementation = OnMachine.class) String onMachine,
    @Schema(maxLength = 1000) String voicemailMessage) {
  private static final int LONGEST = 1000;
  private static final int MOST_CALLS = 100;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  VoiceSettings changed(VoiceSettings before) {
    if (namesNothing()) {
      throw CallProblems.NOTHING_TO_CHANGE.exception();
    }
    Problem problem = CallProblems.BAD_SETTINGS;
    Carrier chosen = before.carrier();
    if (carrier != null) {
      try {
        chosen = Carrier.of(carrier);
      } catch (IllegalArgumentException e) {
        problem = problem.field("carrier", "must name a carrier", Carrier.words());
      }
    }
    boolean recorded = record == null ? before.record() : record;
    String spoken = disclaimer == null ? before.disclaimer() : disclaimer.strip();
    problem = sayable(problem, "disclaimer", spoken, "single calls may be recorded, too");
    String message =
        voicemailMessage == null ? before.voicemailMessage() : voicemailMessage.strip();
    problem = sayable(problem, "voicemailMessage", message, "a machine records silence, too");
    Consent demanded = consent == null ? before.consent() : Consent.find(consent);
    if (demanded == null) {
      problem =
          problem.field("consent", "must say what comes before a recording", "announcement", "key");
    }
    MachineDetection detection =
        machineDetection == null
            ? before.machineDetection()
            : MachineDetection.find(machineDetection);
    if (detection == null) {
      problem =
          problem.field(
              "machineDetection",
              "must say whether machines are looked for",
              "off",
              "async",
              "sync");
    }
    OnMachine then = onMachine == null ? before.onMachine() : OnMachine.find(onMachine);
    if (then == null) {
      problem =
          problem.field(
              "onMachine",
              "must say what becomes of a call that a machine picked up",
              "hang-up",
              "connect",
              "voicemail-drop");
    }
    int calls = callsPerAgent == null ? before.callsPerAgent() : callsPerAgent;
    if (callsPerAgent != null && (calls < 0 || calls > MOST_CALLS)) {
      problem =
          problem.field(
              "callsPerAgent", "must be 1 to " + MOST_CALLS + ", or 0 for as many as one likes");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new VoiceSettings(
        chosen,
        recorded,
        spoken,
        demanded,
        connectUnrecorded == null ? before.connectUnrecorded() : connectUnrecorded,
        calls,
        whisper == null ? before.whisper() : whisper,
        detection,
        then,
        message);
  }

  /** What a voice can say, and a document can carry. */
  private static Problem sayable(Problem problem, String field, String words, String whyNotBlank) {
    if (words.isEmpty()) {
      return problem.field(field, "must not be blank: " + whyNotBlank);
    }
    if (words.length() > LONGEST) {
      return problem.field(field, "has at most " + LONGEST + " characters");
    }
    return Sayable.is(words) ? problem : problem.field(field, "has characters nobody can say");
  }

  private boolean namesNothing() {
    return Stream.of(
            carrier,
            record,
            disclaimer,
            consent,
            connectUnrecorded,
            callsPerAgent,
            whisper,
            machineDetection,
            onMachine,
            voicemailMessage)
        .allMatch(Objects::isNull);
  }
}
