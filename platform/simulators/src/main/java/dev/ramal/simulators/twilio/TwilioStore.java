package dev.ramal.simulators.twilio;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the stand-in remembers. Confined to the loop. */
final class TwilioStore {
  final Map<String, TwilioCall> calls = new LinkedHashMap<>();
  final Map<String, Conference> conferences = new LinkedHashMap<>();
  final Map<String, TwilioRecording> recordings = new LinkedHashMap<>();
  final Map<String, TwilioMessage> messages = new LinkedHashMap<>();

  void clear() {
    calls.values().forEach(TwilioCall::cancelSteps);
    calls.clear();
    conferences.clear();
    recordings.clear();
    messages.clear();
  }
}
