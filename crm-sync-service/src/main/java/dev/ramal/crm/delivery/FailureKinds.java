package dev.ramal.crm.delivery;

import dev.ramal.kit.problem.Problem;
import java.util.List;

/** Why a call waits for a person, as it is said outside. */
final class FailureKinds {
  static final String PATTERN = "no-contact|no-deal|ambiguous|rejected|exhausted";
  static final String LISTED = "no-contact, no-deal, ambiguous, rejected or exhausted";

  private static final List<String> ALL = List.of(PATTERN.split("\\|"));

  private FailureKinds() {}

  /**
   * @param kind null for every kind
   * @throws dev.ramal.kit.problem.ProblemException 400 naming the parameter and what is allowed
   */
  static void check(String kind) {
    if (kind != null && !ALL.contains(kind)) {
      throw Problem.of(400, "CRM-0005", "There is no such kind of failure")
          .field("kind", "must be one of the known values", ALL.toArray(String[]::new))
          .exception();
    }
  }
}
