package dev.ramal.messaging.deadletters;

import dev.ramal.kit.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Letters to be sent again.
 *
 * @param ids these; absent for all
 * @param patch absent sends them as they are; for the operator's people alone
 * @param appliedNowhere true for what is older than readers remember, and is known to be applied by
 *     none; absent for false
 * @param quota most of them: where more fit, none is sent
 */
@Schema(
    name = "DeadLetterRedriveRequest",
    examples =
"""
{"topic": "messages.provider-events.v1.messaging-service.dlq", "fingerprint": "3f1b2c4d5e6f", "quota": 100}
""")
record LetterRedriveRequest(
    @Schema(required = true, description = "A dead letter topic, or the quarantine") String topic,
    @Schema(description = "Of a cluster; all of the topic without it", pattern = "^[0-9a-f]{12}$")
        String fingerprint,
    @Schema(maxItems = 1000) List<String> ids,
    @Schema(
            description =
                "JSON Patch (RFC 6902) on each body, for the operator's people alone, and not for"
                    + " the quarantine",
            maxItems = 50)
        List<PatchOperation> patch,
    @Schema(
            description =
                "Says that no reader has applied them: what is older than readers remember is sent"
                    + " as well. For the operator's people alone",
            defaultValue = "false")
        Boolean appliedNowhere,
    @Schema(required = true, minimum = "1", maximum = "50000") Integer quota) {

  boolean saysAppliedNowhere() {
    return Boolean.TRUE.equals(appliedNowhere);
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each bad field
   */
  LetterSelection selection(int largest) {
    Problem problem = DryRunRequest.bad(topic, fingerprint, ids);
    if (quota == null) {
      problem = problem.field("quota", "is required");
    } else if (quota < 1 || quota > largest) {
      problem = problem.field("quota", "must be from 1 to " + largest);
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new LetterSelection(topic, fingerprint, ids);
  }
}
