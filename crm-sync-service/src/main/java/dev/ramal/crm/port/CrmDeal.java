package dev.ramal.crm.port;

/**
 * A deal in the CRM.
 *
 * @param name null when the CRM has none
 * @param status ongoing or paused
 */
public record CrmDeal(String id, String name, String status) {}
