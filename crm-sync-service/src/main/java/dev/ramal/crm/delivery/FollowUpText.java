package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.FinishedCall;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * The text of the one note that may follow the note of a call: which call it is about, and only
 * what the first note does not say. Its marker is another than that of the first, and neither
 * contains the other.
 */
final class FollowUpText {
  private FollowUpText() {}

  /** What the note that follows contains and no other note does. */
  static String marker(String callId) {
    return "Ramal: complemento da ligação " + callId;
  }

  /**
   * @param first as the first note tells it; null when that is not known any more
   * @param call as it is known now
   * @param publicBaseUrl where our API is reached, without a slash at the end
   */
  static String of(FinishedCall first, FinishedCall call, String publicBaseUrl) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("Complemento da nota da ligação de " + NoteText.when(call));
    String headline = NoteText.headline(call);
    if (first == null || !headline.equals(NoteText.headline(first))) {
      lines.add(headline);
    }
    add(lines, "Agente: ", first == null ? null : first.agentName(), call.agentName());
    add(
        lines,
        "Resultado informado: ",
        first == null ? null : first.disposition(),
        call.disposition());
    add(lines, "Anotações: ", first == null ? null : first.notes(), call.notes());
    if (call.recordingPath() != null && (first == null || first.recordingPath() == null)) {
      lines.add("Gravação: " + publicBaseUrl + call.recordingPath());
    } else if (call.tellsOfNoRecordingUnlike(first)) {
      lines.add(NoteText.noRecording(call));
    }
    lines.add(marker(call.callId()));
    return lines.toString();
  }

  /** Something that was taken back is said to be empty. */
  private static void add(StringJoiner lines, String label, String before, String now) {
    if (!Objects.equals(before, now)) {
      lines.add(label + (now == null ? "—" : now));
    }
  }
}
