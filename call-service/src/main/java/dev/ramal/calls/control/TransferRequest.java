package dev.ramal.calls.control;

import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * To whom a call is to be handed over: a number or an agent.
 *
 * @param to E.164; absent where an agent is named
 * @param agentId of the organization; absent where a number is given
 * @param consult whether the caller talks to them first and then says what follows; else they meet
 *     the lead as soon as they pick up
 */
@Schema(
    examples =
"""
{"to": "+5511912345678", "consult": true}
""")
record TransferRequest(
    @Schema(examples = "+5511912345678") String to,
    @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "must be a user's id") String agentId,
    Boolean consult) {

  boolean consults() {
    return Boolean.TRUE.equals(consult);
  }
}
