package dev.ramal.crm.port;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person in the CRM.
 *
 * @param name null when the CRM has none
 */
public record CrmContact(String id, @Schema(nullable = true) String name) {}
