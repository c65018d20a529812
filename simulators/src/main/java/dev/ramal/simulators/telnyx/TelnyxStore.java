package dev.ramal.simulators.telnyx;

import java.time.Instant;
import java.util.Comparator;
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

  /** The latest instant reported about a live leg; null without any. */
  Instant latestReported() {
    return legs.values().stream()
        .filter(Leg::live)
        .map(leg -> leg.reported)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

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
