package dev.ramal.crm.contacts;

import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * What the CRM says of a contact by itself.
 *
 * @param name null when the CRM has none
 * @param company null when the CRM has none, or does not say
 * @param noCompany whether the CRM says that it has none; else what is known of it stays
 * @param phones all that the contact holds, in E.164, in each spelling; none of one that is gone
 * @param at as of when it stands so there
 */
public record ToldContact(
    TenantId tenant,
    String id,
    String name,
    String company,
    boolean noCompany,
    List<String> phones,
    Instant at) {}
