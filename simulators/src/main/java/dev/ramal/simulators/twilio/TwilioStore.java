package dev.ramal.simulators.twilio;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the stand-in remembers. Confined to the loop. */
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

  void clear() {
    calls.values().forEach(TwilioCall::cancelSteps);
    calls.clear();
    conferences.clear();
    recordings.clear();
    messages.clear();
  }
}
