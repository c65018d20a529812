package dev.ramal.sandbox.tally;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the stand-ins for carriers and CRM have done, by their own account. */
record StandInBooks(JsonNode state, JsonNode notesInCrm) {
  /** The line by which the note of a call is found again. */
  private static final Pattern MARKER = Pattern.compile("Ramal: ligação ([0-9a-f-]+)");

  /**
   * @param control of the stand-ins
   */
  static StandInBooks read(Api control) {
    return new StandInBooks(
        control.get("/state").expect(200).json(),
        control.get("/rdstation/notes").expect(200).json());
  }

  /** Number, or whose softphone → legs. */
  Map<String, Long> rung() {
    Map<String, Long> rung = new TreeMap<>();
    for (String carrier : new String[] {"twilio", "telnyx"}) {
      for (JsonNode call : state.path(carrier).path("calls")) {
        String who =
            call.path("to").asText().replaceFirst("^(client|sip):", "").replaceFirst("@.*", "");
        rung.merge(who, 1L, Long::sum);
      }
    }
    return rung;
  }

  /** Contact → messages of ours. */
  Map<String, Long> taken() {
    Map<String, Long> taken = new TreeMap<>();
    for (JsonNode message : state.at("/twilio/messages")) {
      if (message.path("direction").asText().startsWith("outbound")) {
        taken.merge(message.path("to").asText(), 1L, Long::sum);
      }
    }
    for (JsonNode message : state.at("/telnyx/messages")) {
      if (message.path("direction").asText().equals("outbound")) {
        taken.merge(message.path("to").path(0).path("phone_number").asText(), 1L, Long::sum);
      }
    }
    return taken;
  }

  /** Call → notes about it, of all organizations. */
  Map<String, Long> notes() {
    Map<String, Long> notes = new TreeMap<>();
    for (JsonNode note : notesInCrm) {
      Matcher marker = MARKER.matcher(note.path("description").asText());
      if (marker.find()) {
        notes.merge(marker.group(1), 1L, Long::sum);
      }
    }
    return notes;
  }
}
