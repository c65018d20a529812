package dev.ramal.crm.port;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A deal in the CRM.
 *
 * @param name null when the CRM has none
 * @param status ongoing or paused
 */
public record CrmDeal(String id, @Schema(nullable = true) String name, String status) {}
