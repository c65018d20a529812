package dev.ramal.crm.activity;

import dev.ramal.crm.activity.ActivityState.NotePlace;

/** What happens to an activity. */
public sealed interface ActivityEvent {
  /** The call is told anew; the recording that is known already stays. */
  record Corrected(FinishedCall call) implements ActivityEvent {}

  /**
   * @param path of the recording, in our public API
   */
  record Recorded(String path) implements ActivityEvent {}

  /** A note is about to leave. */
  record NoteBegun(NotePlace place) implements ActivityEvent {}

  /** It is proven that the note which was begun does not exist. */
  record NoteAbsent() implements ActivityEvent {}

  /** The note stands in the CRM. */
  record NoteWritten(NotePlace place, String noteId) implements ActivityEvent {}

  /** The CRM refused the note itself: nothing was written there, another deal may be chosen. */
  record NoteRefused(String reason) implements ActivityEvent {}

  /** The CRM was asked, and the note that stood there does not any more. */
  record NoteGone(String reason) implements ActivityEvent {}

  /** We stop trying. */
  record GivenUp(FailureKind kind, String reason) implements ActivityEvent {}

  /**
   * A person sends it on its way again.
   *
   * @param dealId the person's choice; null to go by what was chosen before, else to search
   */
  record Redriven(String dealId) implements ActivityEvent {}
}
