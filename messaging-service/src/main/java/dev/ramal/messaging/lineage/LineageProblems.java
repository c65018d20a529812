package dev.ramal.messaging.lineage;

import dev.ramal.kit.problem.Problem;
import java.time.Instant;
import java.util.List;

/** The codes of questions about the way of something. */
final class LineageProblems {
  private LineageProblems() {}

  /**
   * @param indexedThrough null where nobody knows
   */
  static Problem unknown(Instant indexedThrough) {
    return Problem.of(404, "OPS-0011", "No event has this id")
        .detail(
            indexedThrough == null
                ? "Nothing of yours that is in the index has it, and just now nobody says how far"
                    + " the index has come: look whether messaging-service runs and reads"
                    + " (ramal.lineage.enabled, ramal_lineage_behind)."
                : "Nothing of yours that was published before indexedThrough has it. What is newer"
                    + " is found in a moment; what is older than ramal.lineage.keep, or was before"
                    + " the last ramal.lineage.most-events, is forgotten.")
        .with("indexedThrough", indexedThrough)
        .field("id", "belongs to no event");
  }

  /**
   * @param candidates the latest first
   * @param more whether there are more
   */
  static Problem ambiguous(List<LineageCandidate> candidates, boolean more) {
    return Problem.of(409, "OPS-0012", "The id belongs to several things")
        .detail(
            "A telephone number, a contact or a conversation has many calls and messages. Ask by"
                + " the id of one of the candidates; name its organization in X-Org-Id where they"
                + " are of several.")
        .with("candidates", candidates)
        .with("more", more)
        .field("id", "belongs to several things");
  }
}
