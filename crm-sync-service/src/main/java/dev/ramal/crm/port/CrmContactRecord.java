package dev.ramal.crm.port;

import java.time.Instant;
import java.util.List;

/**
 * A contact as the CRM has it at one moment.
 *
 * @param crm name of the CRM
 * @param name null when the CRM has none; {@link CrmText}
 * @param company by name; null when the CRM has none, or does not say; {@link CrmText}
 * @param noCompany whether the CRM says that it has none; else what is known of it stays
 * @param phones as people typed them; null where what the CRM says of them cannot be read
 * @param consent null where the CRM says neither
 * @param updatedAt when it was last changed; null when the CRM does not say
 */
public record CrmContactRecord(
    String crm,
    String id,
    String name,
    String company,
    boolean noCompany,
    List<String> phones,
    CommunicationsConsent consent,
    Instant updatedAt) {
  public CrmContactRecord {
    name = CrmText.shown(name);
    company = CrmText.shown(company);
    phones = phones == null ? null : List.copyOf(phones);
  }
}
