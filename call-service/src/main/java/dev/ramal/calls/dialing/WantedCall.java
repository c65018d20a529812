package dev.ramal.calls.dialing;

import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.dialing.ChooseRoute.ChosenRoute;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
import java.util.ArrayList;
import java.util.List;

/**
 * What a click asks for, and what was chosen for it: where the call goes and how.
 *
 * @param record whether it may be recorded
 * @param detection whether the carrier is to find out who picks up
 */
record WantedCall(
    DialRequest request,
    CallingAgent agent,
    E164 to,
    ChosenRoute chosen,
    boolean record,
    MachineDetection detection,
    DialTerms terms) {
  CallDetails details() {
    Route route = chosen.route();
    return new CallDetails(
        agent.id(),
        agent.name(),
        chosen.address(),
        Direction.OUTBOUND,
        route.from(),
        to.value(),
        request.contactId(),
        request.dealId(),
        request.campaignId(),
        request.priority(),
        route.carrier(),
        route.connectionId(),
        record,
        route.aMinute(),
        request.notes(),
        null,
        terms.permission().input().at());
  }

  /** On which terms it is made: those that hold now. */
  List<FactBody> calling() {
    VoiceSettings voice = terms.voice();
    List<FactBody> calling = new ArrayList<>();
    if (record) {
      calling.add(new FactBody.RecordingAsked(voice.consent(), voice.connectUnrecorded()));
    }
    String whisper = request.whisper();
    if (voice.whisper() && whisper != null && !whisper.isBlank()) {
      calling.add(new FactBody.WhisperAsked(whisper.strip()));
    }
    if (detection != MachineDetection.OFF) {
      boolean drops = voice.onMachine() == OnMachine.VOICEMAIL_DROP;
      calling.add(
          new FactBody.DetectionAsked(
              detection, voice.onMachine(), drops ? voice.voicemailMessage() : null));
    }
    return calling;
  }
}
