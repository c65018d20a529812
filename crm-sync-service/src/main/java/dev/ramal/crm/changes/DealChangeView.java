package dev.ramal.crm.changes;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is done with a deal after a call, besides the note.
 *
 * @param kind task, or deal for its stage and fields
 * @param state planned while the call's note is not written, waiting, writing, done, skipped,
 *     failed
 * @param dealId null while the deal is not known
 * @param text what is to be done; null where it is no task
 * @param taskId of the task in the CRM; null before it is made
 * @param parts what was written of the deal and what was left alone, and why; empty for a task
 * @param reason why it was skipped or failed, pt-BR; null else
 * @param endedAt null while it is on its way
 */
@Schema(name = "CrmDealChange")
record DealChangeView(
    String id,
    String callId,
    @Schema(enumeration = {"task", "deal"}) String kind,
    @Schema(enumeration = {"planned", "waiting", "writing", "done", "skipped", "failed"})
        String state,
    @Schema(nullable = true) String dealId,
    @Schema(nullable = true) String text,
    @Schema(nullable = true) String taskId,
    List<PartResult> parts,
    @Schema(nullable = true) String reason,
    Instant createdAt,
    @Schema(nullable = true) Instant endedAt) {
  static DealChangeView of(DealChange change) {
    ChangeResult told = change.told();
    return new DealChangeView(
        change.id(),
        change.callId(),
        change.kind().word(),
        change.state().word(),
        change.dealId(),
        change.kind() == ChangeKind.TASK ? change.wish(TaskWish.class).name() : null,
        told == null ? null : told.taskId(),
        told == null ? List.of() : told.parts(),
        change.reason(),
        change.createdAt(),
        change.endedAt());
  }
}
