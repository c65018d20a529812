package dev.ramal.crm.activity;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What was written with one person on one day, by whichever channel: who and when, without the
 * texts. Its JSON stands in the store.
 *
 * @param id of the day's record
 * @param day in São Paulo
 * @param lead E.164 of the person
 * @param contactId in the CRM, as it was last given with a message; null to search by phone
 * @param endedAt when the last message of it was written, as far as known then
 */
public record MessageDay(String id, LocalDate day, String lead, String contactId, Instant endedAt)
    implements NoteSubject {
  @Override
  public String subjectId() {
    return id;
  }

  @Override
  public int revision() {
    return 0;
  }

  /** Nobody gives a deal with a message. */
  @Override
  public String dealId() {
    return null;
  }
}
