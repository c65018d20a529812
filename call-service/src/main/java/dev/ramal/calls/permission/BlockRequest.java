package dev.ramal.calls.permission;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number to be blocked.
 *
 * @param number E.164, the digits of a Brazilian number, or the beginning of numbers with a star
 *     behind; the latter by a manager or admin only
 * @param reason what was said; when absent that of the entry that is there
 * @param effectiveFrom when absent that of the entry that is there, else from now on
 * @param expiresAt never when absent
 */
@Schema(
    name = "BlockNumber",
    examples =
"""
{"number": "+5511955500001", "reason": "asked not to be called"}
""")
record BlockRequest(
    @Schema(examples = "+5511987654321", required = true) String number,
    String reason,
    Instant effectiveFrom,
    Instant expiresAt) {
  static final int LONGEST_REASON = 500;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  BlocklistEntry checked(String by, Instant now, boolean ranges) {
    Problem problem = CallProblems.BAD_BLOCK;
    String read = BlockableNumber.of(number).orElse(null);
    if (read == null) {
      problem = problem.field("number", BlockableNumber.WANTED);
    } else if (BlockableNumber.isRange(read) && !ranges) {
      problem = problem.field("number", "may name a range only for a manager or an admin");
    }
    if (reason != null && reason.length() > LONGEST_REASON) {
      problem = problem.field("reason", "has at most " + LONGEST_REASON + " characters");
    }
    Instant from = effectiveFrom == null ? now : effectiveFrom;
    if (!Times.canBe(effectiveFrom)) {
      problem = problem.field("effectiveFrom", Times.WANTED);
    }
    if (!Times.canBe(expiresAt)) {
      problem = problem.field("expiresAt", Times.WANTED);
    } else if (expiresAt != null && !expiresAt.isAfter(from)) {
      problem = problem.field("expiresAt", "must be after effectiveFrom, and after now without it");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new BlocklistEntry(read, Source.MANUAL, reason, effectiveFrom, expiresAt, by, now);
  }
}
