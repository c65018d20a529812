package dev.ramal.simulators.telnyx;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the stand-in remembers. Confined to the loop. */
final class TelnyxStore {
  final Map<String, Leg> legs = new LinkedHashMap<>();
  final Map<String, TelnyxConference> conferences = new LinkedHashMap<>();
  final Map<String, TelnyxRecording> recordings = new LinkedHashMap<>();
  final Map<String, TelnyxMessage> messages = new LinkedHashMap<>();
  final CallHistory history = new CallHistory();
  final CommandMemory commands = new CommandMemory();

  void clear() {
    legs.values().forEach(Leg::cancelSteps);
    legs.clear();
    conferences.clear();
    recordings.clear();
    messages.clear();
    history.clear();
    commands.clear();
  }
}
