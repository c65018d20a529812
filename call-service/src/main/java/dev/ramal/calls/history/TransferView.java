package dev.ramal.calls.history;

import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.Transfer;
import dev.ramal.events.LegName;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The handing over of a call as a client sees it.
 *
 * @param leg of who is rung
 * @param to where: E.164 or a softphone's address
 * @param agentId null for a number
 * @param consult whether the agent talks to them first
 * @param failure why it failed: no-answer, busy, failed, left, or the carrier's own code; else null
 */
@Schema(name = "Transfer")
public record TransferView(
    @Schema(pattern = LegName.PATTERN, examples = "agent-2") String leg,
    String to,
    @Schema(nullable = true) String agentId,
    boolean consult,
    @Schema(enumeration = {"ringing", "consulting", "completing", "done", "failed", "canceled"})
        String stage,
    @Schema(nullable = true) String failure) {

  /** Null when none was asked for. */
  static TransferView of(CallState now) {
    Transfer transfer = now.transfer();
    return transfer == null
        ? null
        : new TransferView(
            transfer.target().wire(),
            now.leg(transfer.target()).address(),
            transfer.asked().agentId(),
            transfer.asked().consult(),
            transfer.stage().wire(),
            transfer.failure());
  }
}
