package dev.ramal.crm.activity;

import java.time.Instant;
import java.util.Objects;

/** What a note is about: a finished call, or what was written with a person on one day. */
public sealed interface NoteSubject permits FinishedCall, MessageDay {
  /** By which it is found and named, in the store, in events and in the note's marker. */
  String subjectId();

  /** The higher, the newer; 0 for what is told once. */
  int revision();

  /** E.164 of the person, or whatever a carrier says of one who hides. */
  String lead();

  /** In the CRM, as somebody chose it; null to search by phone. */
  String contactId();

  /** In the CRM, as somebody chose it; null to search by contact. */
  String dealId();

  /** When the last of it happened. */
  Instant endedAt();

  /** Whether a note about the other belongs where a note about this one does. */
  default boolean isAboutTheSameDealAs(NoteSubject other) {
    return Objects.equals(lead(), other.lead())
        && Objects.equals(contactId(), other.contactId())
        && Objects.equals(dealId(), other.dealId());
  }
}
