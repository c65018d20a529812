package dev.ramal.crm.connections;

/**
 * What an administrator has begun with the CRM's page, and must come back with.
 *
 * @param admin the subject of the administrator's token
 * @param crm name of the CRM
 */
record BegunAuthorization(String admin, String crm, String clientId, String redirectUri) {}
