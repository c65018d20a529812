package dev.ramal.messaging.deadletters;

import dev.ramal.kit.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Letters to be held to today's rules.
 *
 * @param ids these; absent for all
 * @param patch absent changes nothing
 * @param appliedNowhere true tries what is older than readers remember as if it were not
 * @param most of them; absent for a thousand
 */
@Schema(
    name = "DeadLetterDryRunRequest",
    examples =
"""
{"topic": "messages.provider-events.v1.messaging-service.dlq", "fingerprint": "3f1b2c4d5e6f", "patch": [{"op": "remove", "path": "/segments"}], "most": 1000}
""")
record DryRunRequest(
    @Schema(required = true, description = "A dead letter topic, or the quarantine") String topic,
    @Schema(description = "Of a cluster; all of the topic without it", pattern = "^[0-9a-f]{12}$")
        String fingerprint,
    @Schema(maxItems = 1000) List<String> ids,
    @Schema(
            description = "JSON Patch (RFC 6902) on each body; not for the quarantine",
            maxItems = 50)
        List<PatchOperation> patch,
    @Schema(
            description = "Tries what is older than readers remember as if it were not",
            defaultValue = "false")
        Boolean appliedNowhere,
    @Schema(minimum = "1", maximum = "50000", defaultValue = "1000") Integer most) {
  private static final int USUAL = 1_000;

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each bad field
   */
  LetterSelection selection(int largest) {
    Problem problem = bad(topic, fingerprint, ids);
    if (most != null && (most < 1 || most > largest)) {
      problem = problem.field("most", "must be from 1 to " + largest);
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new LetterSelection(topic, fingerprint, ids);
  }

  int mostOrUsual(int largest) {
    return most == null ? Math.min(USUAL, largest) : most;
  }

  /** What is wrong with a selection; without fields when nothing is. */
  static Problem bad(String topic, String fingerprint, List<String> ids) {
    Problem problem = Problem.badFields();
    if (topic == null || topic.isBlank()) {
      problem = problem.field("topic", "is required");
    }
    if (fingerprint != null && !fingerprint.matches("[0-9a-f]{12}")) {
      problem = problem.field("fingerprint", "must be twelve hexadecimal digits, of a cluster");
    }
    if (ids != null
        && (ids.isEmpty() || ids.size() > LetterSelection.MOST_IDS || ids.contains(null))) {
      problem = problem.field("ids", "must be 1 to " + LetterSelection.MOST_IDS + " ids");
    }
    return problem;
  }
}
