package dev.ramal.calls.permission;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A list of numbers, as text of a CSV file.
 *
 * @param csv a number a line, and when wanted reason, effectiveFrom and expiresAt behind commas or
 *     semicolons; a first line without digits is a heading
 * @param source import when absent
 * @param reason for lines without one of their own
 * @param effectiveFrom for lines without one of their own; from now on when absent
 * @param expiresAt for lines without one of their own; never when absent
 */
@Schema(
    name = "BlocklistFile",
    examples =
"""
{"csv": "number;reason\\n11955500002;asked by letter\\n+55900*;", "source": "import"}
""")
record ImportRequest(
    @Schema(required = true) String csv,
    @Schema(enumeration = {"import", "nao-me-perturbe", "procon"}) String source,
    String reason,
    Instant effectiveFrom,
    Instant expiresAt) {

  /**
   * What holds for a line that does not say otherwise.
   *
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  BlocklistEntry usual(String by, Instant now) {
    Problem problem = CallProblems.BAD_BLOCKLIST_FILE;
    Source from = source == null ? Source.IMPORT : Source.find(source);
    if (csv == null || csv.isBlank()) {
      problem = problem.field("csv", "is required: a number a line");
    }
    if (from == null || from == Source.MANUAL) {
      problem = problem.field("source", "is no list", "import", "nao-me-perturbe", "procon");
    }
    if (reason != null && reason.length() > BlockRequest.LONGEST_REASON) {
      problem =
          problem.field("reason", "has at most " + BlockRequest.LONGEST_REASON + " characters");
    }
    if (!Times.canBe(effectiveFrom)) {
      problem = problem.field("effectiveFrom", Times.WANTED);
    }
    if (!Times.canBe(expiresAt)) {
      problem = problem.field("expiresAt", Times.WANTED);
    } else if (expiresAt != null
        && !expiresAt.isAfter(effectiveFrom == null ? now : effectiveFrom)) {
      problem = problem.field("expiresAt", "must be after effectiveFrom, and after now without it");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new BlocklistEntry("", from, reason, effectiveFrom, expiresAt, by, now);
  }
}
