package dev.ramal.crm.port;

import java.time.Instant;

/**
 * What a CRM tells by itself, whichever CRM it is.
 *
 * @param transactionId the CRM's own; comes again with each repetition
 * @param event as the CRM calls it
 * @param subject of the record; null for an event that the CRM does not describe
 * @param change what happened to the record
 * @param recordId in the CRM; null where the subject is
 * @param toldAt when the CRM says that it happened; null when it does not say
 * @param updatedAt as of when the record is told; {@code toldAt} where the record does not say
 * @param aheadAt what the CRM said of {@code updatedAt}, where that lay ahead of our clock when it
 *     came; null otherwise
 * @param contact null unless it is a contact that is still there
 * @param closed whether it is a deal on which nothing is to be written any more
 * @param unread a field of the contact that is not as the CRM describes it, by its path: the
 *     contact must be asked for; null for none
 */
public record CrmWebhook(
    String transactionId,
    String event,
    Subject subject,
    Change change,
    String recordId,
    Instant toldAt,
    Instant updatedAt,
    Instant aheadAt,
    CrmContactRecord contact,
    boolean closed,
    String unread) {

  /** What kind of record. */
  public enum Subject {
    CONTACT,
    DEAL,
    /** One that the CRM describes, and of which nothing is kept here. */
    OTHER
  }

  /** What happened to it. */
  public enum Change {
    CREATED,
    UPDATED,
    DELETED
  }

  /**
   * As of when it came where the CRM says no time, or one that is not there yet: whatever came
   * after it would be late until then. What it said is kept, as webhooks overtake each other, and a
   * clock that is ahead of ours still says which of two was earlier.
   */
  public CrmWebhook receivedAt(Instant at) {
    Instant told = toldAt == null ? at : toldAt;
    Instant said = updatedAt == null ? told : updatedAt;
    boolean ahead = said.isAfter(at);
    return new CrmWebhook(
        transactionId,
        event,
        subject,
        change,
        recordId,
        told,
        ahead ? at : said,
        ahead ? said : null,
        contact,
        closed,
        unread);
  }
}
