package dev.ramal.crm.deals;

import dev.ramal.crm.activity.FailureKind;

/** Where a call belongs in the CRM. */
public sealed interface DealMatch {
  /**
   * One deal.
   *
   * @param contactId null when the agent chose the deal without a contact
   */
  record Deal(String contactId, String dealId) implements DealMatch {}

  /**
   * No single deal; a person must decide.
   *
   * @param kind no-contact, no-deal or ambiguous
   * @param reason pt-BR, for the administrator
   */
  record Unresolved(FailureKind kind, String reason) implements DealMatch {
    boolean isWithoutDeal() {
      return kind == FailureKind.NO_DEAL;
    }
  }
}
