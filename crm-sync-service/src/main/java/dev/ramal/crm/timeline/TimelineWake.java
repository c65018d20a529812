package dev.ramal.crm.timeline;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says that timelines of an organization have changed, and whose. Travels as a notification of
 * Postgres.
 *
 * @param phones of whom; null for everybody, where there are too many to say
 * @param contacts of whom, as the CRM names them; null together with phones
 */
record TimelineWake(TenantId tenant, Set<String> phones, Set<String> contacts) {
  /** Postgres takes less than 8000 bytes. */
  private static final int MOST = 7_900;

  static TimelineWake ofContact(TenantId tenant, String contactId) {
    return new TimelineWake(tenant, Set.of(), Set.of(contactId));
  }

  /**
   * @param changed of one organization
   */
  static TimelineWake of(TenantId tenant, Collection<TimelineItem> changed) {
    Set<String> phones = new TreeSet<>();
    Set<String> contacts = new TreeSet<>();
    for (TimelineItem item : changed) {
      Participants with = item.participants();
      if (with.phone() != null) {
        phones.add(with.phone());
      }
      if (with.contactId() != null) {
        contacts.add(with.contactId());
      }
    }
    return new TimelineWake(tenant, phones, contacts);
  }

  boolean concerns(TimelineOwner owner) {
    return phones == null
        || contacts.contains(owner.contactId())
        || owner.phones().stream().anyMatch(phones::contains);
  }

  String payload() {
    String whole = EventJson.write(this);
    return whole.getBytes(StandardCharsets.UTF_8).length <= MOST
        ? whole
        : EventJson.write(new TimelineWake(tenant, null, null));
  }

  static TimelineWake read(String payload) {
    return EventJson.read(payload, TimelineWake.class);
  }
}
