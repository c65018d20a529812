package dev.ramal.crm.messagedays;

import dev.ramal.events.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * The record of what is written with a person on one day.
 *
 * @param causation id of the event that told of it first
 * @param closed whether it was made a note of, or was left without one
 */
record KeptDay(
    String id, TenantId tenant, String person, LocalDate day, String causation, boolean closed) {
  /** By which it is found. */
  record Key(TenantId tenant, String person, LocalDate day) {
    static final Comparator<Key> ORDER =
        Comparator.comparing((Key key) -> key.tenant().value())
            .thenComparing(Key::person)
            .thenComparing(Key::day);

    static Key of(MessageNews news) {
      return new Key(news.tenant(), news.person(), news.day());
    }
  }

  Key key() {
    return new Key(tenant, person, day);
  }

  /**
   * A day that may be new.
   *
   * @param id its own, where it is
   * @param dueAt when its note is to be written
   * @param causation id of the event that tells of it
   */
  record New(String id, Key key, Instant dueAt, String causation) {
    TenantId tenant() {
      return key.tenant();
    }
  }

  /**
   * A day that has just been closed.
   *
   * @param contactId in the CRM, as it was last given; null when it never was
   * @param lastAt when the last of its messages was written; null where there is none to tell
   */
  record Closed(KeptDay day, String contactId, Instant lastAt) {}
}
