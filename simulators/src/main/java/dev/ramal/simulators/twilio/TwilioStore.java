package dev.ramal.simulators.twilio;

import dev.ramal.simulators.twilio.calls.CallJson;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.conferences.Conference;
import dev.ramal.simulators.twilio.messages.TwilioMessage;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What happened at Twilio, each by its sid, oldest first. Confined to the loop. */
final class TwilioStore {
  final Map<String, TwilioCall> calls = new LinkedHashMap<>();
  final Map<String, Conference> conferences = new LinkedHashMap<>();
  final Map<String, TwilioRecording> recordings = new LinkedHashMap<>();
  final Map<String, TwilioMessage> messages = new LinkedHashMap<>();

  /** The latest instant reported about a live call or an open conference; null without any. */
  Instant latestReported() {
    return Stream.concat(
            calls.values().stream().filter(TwilioCall::live).map(call -> call.updated),
            conferences.values().stream()
                .filter(conference -> !conference.over())
                .map(conference -> conference.updated))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** All calls as the REST API shows them, with what the leg heard beside. */
  List<JsonObject> shownCalls() {
    return calls.values().stream().map(TwilioStore::withWhatItHeard).toList();
  }

  /** The same of one call; null when it is unknown. */
  JsonObject shown(String callSid) {
    TwilioCall call = calls.get(callSid);
    return call == null ? null : withWhatItHeard(call);
  }

  private static JsonObject withWhatItHeard(TwilioCall call) {
    return CallJson.resource(call).put("heard", new JsonArray(List.copyOf(call.heard)));
  }

  void clear() {
    calls.values().forEach(TwilioCall::cancelSteps);
    List.<Map<?, ?>>of(calls, conferences, recordings, messages).forEach(Map::clear);
  }
}
