package dev.ramal.crm.port;

/**
 * A person in the CRM.
 *
 * @param name null when the CRM has none
 */
public record CrmContact(String id, String name) {}
