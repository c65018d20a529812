package dev.ramal.billing.publication;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** Codes of drafts of tariffs, and of who may publish one. */
public final class PublicationProblems {
  private PublicationProblems() {}

  public static ProblemException needsSecondPerson() {
    return Problem.of(403, "BILLING-0291", "A tariff needs a second person")
        .detail(
            "Draft it (POST /api/billing/tariffs/drafts) and propose it; somebody else publishes"
                + " it. Only for organizations that the setting ramal.billing.publication.alone"
                + " names one person may publish.")
        .exception();
  }

  public static ProblemException samePerson() {
    return Problem.of(403, "BILLING-0292", "The same person")
        .detail(
            "Whoever wrote or proposed a tariff does not publish it: somebody else has to look at"
                + " it.")
        .exception();
  }

  public static ProblemException unknownDraft() {
    return Problem.of(404, "BILLING-0293", "No such draft")
        .detail("There is no draft of a tariff with this id in the organization.")
        .exception();
  }

  public static ProblemException wrongDraftState(String state, String... allowed) {
    return Problem.of(409, "BILLING-0294", "The draft is in another state")
        .detail(
            "It is %s; this is for a draft that is %s."
                .formatted(state, String.join(" or ", allowed)))
        .with("state", state)
        .exception();
  }

  public static ProblemException draftHasChanged(int revision) {
    return Problem.of(409, "BILLING-0295", "The draft has changed")
        .detail("Its revision is %d by now: look at it again.".formatted(revision))
        .field("revision", "is not the newest one")
        .with("revision", revision)
        .exception();
  }
}
