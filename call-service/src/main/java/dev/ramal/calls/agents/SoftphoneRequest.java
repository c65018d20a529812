package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.Carrier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose browser logs in where.
 *
 * @param carrier absent for the one that new calls take
 * @param agentId the caller's own, or absent
 */
@Schema(
    name = "SoftphoneTokenRequest",
    examples =
"""
{"carrier": "twilio"}
""")
record SoftphoneRequest(@Schema(examples = "twilio") String carrier, String agentId) {

  /**
   * @return null where none is named
   * @throws dev.ramal.kit.problem.ProblemException for another agent, and for an unknown carrier
   */
  Carrier checked(String userId) {
    if (agentId != null && !agentId.equals(userId)) {
      throw CallProblems.NOT_YOUR_SOFTPHONE
          .field("agentId", "must be absent or your own id")
          .exception();
    }
    if (carrier == null) {
      return null;
    }
    try {
      return Carrier.of(carrier);
    } catch (IllegalArgumentException e) {
      throw CallProblems.BAD_SOFTPHONE
          .field("carrier", "must name a carrier", Carrier.words())
          .exception();
    }
  }
}
