package dev.ramal.crm.mapping;

import dev.ramal.crm.activity.FinishedCall;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A stage into which a deal is moved by how a call went.
 *
 * @param outcome how the call must have ended; absent for any
 * @param disposition how the agent must have said that it went, the organization's code; absent for
 *     any
 * @param stageId of the pipeline's stage
 * @param from stages out of which deals may be moved; a deal that a person has moved since we did
 *     is left alone all the same
 * @param overwrite whether deals are moved wherever they are and whoever moved them; absent for not
 */
@Schema(name = "CrmStageRule")
public record StageRule(
    @Schema(
            nullable = true,
            enumeration = {"completed", "busy", "no-answer", "failed", "canceled"})
        String outcome,
    @Schema(nullable = true, maxLength = 50) String disposition,
    @Schema(required = true) String stageId,
    @Schema(maxItems = 50) List<String> from,
    @Schema(defaultValue = "false") Boolean overwrite) {
  public StageRule {
    from = from == null ? List.of() : from;
    overwrite = Boolean.TRUE.equals(overwrite);
  }

  public boolean isMeant(FinishedCall call) {
    return CallCondition.holds(outcome, disposition, call);
  }

  public boolean overwrites() {
    return overwrite;
  }
}
