package dev.ramal.crm.activity;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.calls.CallEnded;
import java.time.Instant;
import java.util.Objects;

/**
 * What is to be told about one finished call. Its JSON stands in the store.
 *
 * @param agentName null when unknown
 * @param lead E.164 of the person called or calling
 * @param ours E.164 of our number; null when no carrier was reached
 * @param answeredBy human, machine, fax, unknown or null without detection
 * @param talkSeconds whole seconds, 0 when not answered
 * @param disposition the agent's verdict; null when none
 * @param notes the agent's words; null when none
 * @param contactId in the CRM, as the agent chose it; null to search by phone
 * @param dealId in the CRM, as the agent chose it; null to search by contact
 * @param recordingPath path of our public API; null without a recording
 * @param noRecording why a call that was to be recorded has none, in the word of its end; null else
 * @param agentId null when nobody's, and of what an older version stored
 */
public record FinishedCall(
    String callId,
    int revision,
    Direction direction,
    String agentName,
    String lead,
    String ours,
    CallOutcome outcome,
    AnsweredBy answeredBy,
    int talkSeconds,
    Instant startedAt,
    Instant endedAt,
    String disposition,
    String notes,
    String contactId,
    String dealId,
    String recordingPath,
    String noRecording,
    String agentId)
    implements NoteSubject {

  /** What of a finished call is worth telling in the CRM. */
  public static FinishedCall of(CallEnded ended) {
    boolean inbound = ended.direction() == Direction.INBOUND;
    return new FinishedCall(
        ended.callId(),
        ended.revision(),
        ended.direction(),
        ended.agentName(),
        inbound ? ended.from() : ended.to(),
        inbound ? ended.to() : ended.from(),
        ended.outcome(),
        ended.answeredBy(),
        ended.talkSeconds(),
        ended.startedAt(),
        ended.endedAt(),
        ended.disposition(),
        ended.notes(),
        ended.contactId(),
        ended.dealId(),
        null,
        ended.noRecording(),
        ended.agentId());
  }

  @Override
  public String subjectId() {
    return callId;
  }

  /** Whether the agent may still say how it went. */
  public boolean awaitsWrapUp() {
    return disposition == null && agentName != null;
  }

  /** Whether the note of the other would say the same. */
  public boolean tellsTheSameAs(FinishedCall other) {
    return outcome == other.outcome
        && answeredBy == other.answeredBy
        && talkSeconds == other.talkSeconds
        && Objects.equals(agentName, other.agentName)
        && Objects.equals(disposition, other.disposition)
        && Objects.equals(notes, other.notes)
        && Objects.equals(recordingPath, other.recordingPath)
        && !tellsOfNoRecordingUnlike(other);
  }

  /** Whether it says, as the other does not, that there is no recording, and why. */
  public boolean tellsOfNoRecordingUnlike(FinishedCall other) {
    return recordingPath == null
        && noRecording != null
        && !noRecording.equals(other == null ? null : other.noRecording);
  }

  public FinishedCall withRecording(String path) {
    return new FinishedCall(
        callId,
        revision,
        direction,
        agentName,
        lead,
        ours,
        outcome,
        answeredBy,
        talkSeconds,
        startedAt,
        endedAt,
        disposition,
        notes,
        contactId,
        dealId,
        path,
        noRecording,
        agentId);
  }
}
