package dev.ramal.crm.port;

import java.time.Instant;
import java.util.List;

/**
 * A contact as the CRM has it at one moment.
 *
 * @param crm name of the CRM
 * @param name null when the CRM has none
 * @param phones as people typed them
 * @param consent null where the CRM says neither
 * @param updatedAt when it was last changed; null when the CRM does not say
 */
public record CrmContactRecord(
    String crm,
    String id,
    String name,
    List<String> phones,
    CommunicationsConsent consent,
    Instant updatedAt) {
  public CrmContactRecord {
    phones = List.copyOf(phones);
  }
}
