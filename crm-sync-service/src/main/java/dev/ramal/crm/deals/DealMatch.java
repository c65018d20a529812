package dev.ramal.crm.deals;

import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.FailureKind;

/** Where a call belongs in the CRM. */
public sealed interface DealMatch {
  /** One deal. */
  record Deal(NotePlace place) implements DealMatch {}

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
