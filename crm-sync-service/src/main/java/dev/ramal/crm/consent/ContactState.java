package dev.ramal.crm.consent;

import static dev.ramal.crm.port.CommunicationsConsent.DECLINED;
import static dev.ramal.crm.port.CommunicationsConsent.GRANTED;

import dev.ramal.crm.port.CommunicationsConsent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * As of when a contact is known, and whether it takes communications. Pure: what comes late changes
 * nothing, so news may come twice and in any order.
 *
 * <p>A refusal is lifted by a grant that is certainly later and by nothing else: neither where the
 * CRM says nothing of it any more, nor where the contact is deleted.
 *
 * @param consent null while the CRM never said
 * @param saidAt as of when it was last told to others; null while it never was
 * @param numbers those of the last word
 */
record ContactState(
    String contactId,
    NewsTimes times,
    boolean deleted,
    CommunicationsConsent consent,
    Instant saidAt,
    List<String> numbers) {

  /** Of whom nothing was heard yet. */
  static ContactState unknown(String contactId) {
    return new ContactState(contactId, NewsTimes.NEVER, false, null, null, List.of());
  }

  /**
   * What stands after the news, and whether others are to be told.
   *
   * @param told what is new of the consent; null for nothing
   */
  record Heard(ContactState state, CommunicationsConsent told) {}

  /** Empty for news that came late. */
  Optional<Heard> hear(ContactNews news) {
    if (news.times().isBefore(times) && !mayRefuse(news) || isDoubtful(news)) {
      return Optional.empty();
    }
    if (news.deleted()) {
      return Optional.of(
          new Heard(
              new ContactState(contactId, news.times(), true, consent, saidAt, numbers), null));
    }
    CommunicationsConsent now = news.consent() == null ? consent : news.consent();
    List<String> held = news.numbers() == null ? numbers : news.numbers();
    CommunicationsConsent told = told(now, held);
    ContactState after =
        new ContactState(
            contactId,
            news.times(),
            false,
            now,
            told == null ? saidAt : after(saidAt, news.times().updatedAt()),
            held);
    return Optional.of(new Heard(after, told));
  }

  /** A refusal is heard that may be later than what is known. */
  private boolean mayRefuse(ContactNews news) {
    return news.consent() == DECLINED && news.times().mayBeAfter(times);
  }

  /** Nothing lifts a refusal, or makes it older, that may have been said before it. */
  private boolean isDoubtful(ContactNews news) {
    return consent == DECLINED && news.consent() != DECLINED && news.times().mayBeBefore(times);
  }

  private CommunicationsConsent told(CommunicationsConsent now, List<String> held) {
    if (now == DECLINED) {
      return consent == DECLINED && held.equals(numbers) ? null : DECLINED;
    }
    return now == GRANTED && consent == DECLINED ? GRANTED : null;
  }

  /** Times that are told grow, also where the CRM changes a contact twice within its second. */
  private static Instant after(Instant last, Instant at) {
    return last == null || at.isAfter(last) ? at : last.plusNanos(1_000);
  }
}
