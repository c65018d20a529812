package dev.ramal.crm.contacts;

import dev.ramal.crm.activity.FailureKind;

/** Where an activity belongs in the CRM. */
public sealed interface Target {
  /**
   * One deal.
   *
   * @param contactId null when the agent chose the deal without a contact
   */
  record Deal(String contactId, String dealId) implements Target {}

  /**
   * No single deal; a person must decide.
   *
   * @param kind no-contact, no-deal or ambiguous
   * @param reason pt-BR, for the administrator
   */
  record Undecided(FailureKind kind, String reason) implements Target {}
}
