package dev.ramal.crm.activity;

/**
 * Where a note stands, or may stand, in the CRM.
 *
 * @param contactId null when the agent chose the deal without a contact
 */
public record NotePlace(String contactId, String dealId) {}
