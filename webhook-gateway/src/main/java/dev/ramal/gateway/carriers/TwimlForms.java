package dev.ramal.gateway.carriers;

import dev.ramal.carriers.LegEnding;
import dev.ramal.carriers.TwimlEndings;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.ReleasingSide;

/** What Twilio tells in forms, and TeXML in the same words. */
public final class TwimlForms {
  private TwimlForms() {}

  /** A leg is over, if its status is one in which legs end. */
  public static Translation ended(
      LegFacts call,
      String id,
      String status,
      Integer sipCode,
      String cause,
      ReleasingSide hungUpBy,
      Integer seconds) {
    CallOutcome outcome = TwimlEndings.outcomeOrNull(status);
    return outcome == null
        ? Translation.Unknown.because("a CallStatus this version does not know")
        : call.as(id, call.ended(new LegEnding(outcome, sipCode, cause, hungUpBy), seconds));
  }

  /** Machine detection; carries no numbers and no status. */
  public static Translation machine(ReceivedCallback callback, LegFacts call) {
    String answeredBy = callback.form().required("AnsweredBy");
    Integer afterMillis = callback.form().number("MachineDetectionDuration");
    return LegFacts.AmdResult.ofAnsweredBy(answeredBy)
        .<Translation>map(
            machine ->
                call.as(
                    callback.factId(call.carrierCallId(), "machine", answeredBy),
                    call.machineDetected(machine, afterMillis)))
        .orElseGet(() -> Translation.Unknown.because("an AnsweredBy this version does not know"));
  }

  /** News of a recording that has begun, is there or never will be. */
  public static Translation recording(LegFacts call, String id, FormBody form) {
    String status = form.text("RecordingStatus");
    boolean completed = "completed".equals(status);
    return call.as(
        id,
        call.recording(
            form.required("RecordingSid"),
            status,
            completed ? form.number("RecordingDuration") : null,
            form.number("RecordingChannels"),
            completed ? form.text("RecordingUrl") : null,
            form.time("RecordingStartTime"),
            source(form.text("RecordingSource"))));
  }

  /** What was recorded: a message that somebody left is no conversation. */
  private static String source(String told) {
    if (told == null) {
      return null;
    }
    return switch (told) {
      case "RecordVerb" -> "voicemail";
      case "Conference", "StartConferenceRecordingAPI" -> "conference";
      case "Trunking" -> "trunk";
      default -> "call";
    };
  }
}
