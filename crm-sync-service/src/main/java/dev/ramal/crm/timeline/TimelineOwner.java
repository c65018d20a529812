package dev.ramal.crm.timeline;

import java.util.List;

/**
 * Whose timeline it is.
 *
 * @param contactId in the CRM
 * @param phones under which the CRM is known to have the contact now, sorted; perhaps none
 */
record TimelineOwner(String contactId, List<String> phones) {
  TimelineOwner {
    phones = List.copyOf(phones);
  }
}
