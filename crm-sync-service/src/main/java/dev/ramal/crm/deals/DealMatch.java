package dev.ramal.crm.deals;

import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.port.CrmDeal;
import java.util.List;

/** Where a call belongs in the CRM. */
public sealed interface DealMatch {
  /** One deal. */
  record Deal(NotePlace place) implements DealMatch {}

  /** An open deal, and whose it is. */
  record Candidate(NotePlace place, CrmDeal deal) {}

  /**
   * No single deal; a person or a rule must decide.
   *
   * @param kind no-contact, no-deal or ambiguous
   * @param reason pt-BR, for the administrator
   * @param candidates the open deals, each once; empty when there is none
   * @param contactId of who most likely is meant, where there is no deal; null when nobody is
   *     known, or several are as likely
   */
  record Unresolved(FailureKind kind, String reason, List<Candidate> candidates, String contactId)
      implements DealMatch {
    boolean isWithoutDeal() {
      return kind == FailureKind.NO_DEAL;
    }

    /** Whether it is clear whose deal would be made, or that there is nobody yet. */
    boolean mayBeEntered() {
      return kind == FailureKind.NO_CONTACT || isWithoutDeal() && contactId != null;
    }
  }
}
