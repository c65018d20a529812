package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where an agent wants to be rung.
 *
 * @param endpoint phone or softphone
 * @param phone E.164; required with phone
 */
@Schema(
    name = "AgentChange",
    examples =
"""
{"endpoint": "phone", "phone": "+5511988880001"}
""")
record AgentRequest(
    @Schema(required = true, implementation = Endpoint.class) String endpoint, String phone) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  Agent applied(Agent before) {
    if (endpoint == null) {
      throw CallProblems.BAD_AGENT
          .field("endpoint", "must say what rings", "phone", "softphone")
          .exception();
    }
    String given = phone == null ? "" : phone;
    return new AgentPatch(null, endpoint, given, null, null, null).applied(before);
  }
}
