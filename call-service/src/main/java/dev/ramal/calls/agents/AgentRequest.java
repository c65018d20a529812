package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentRow.Endpoint;
import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.MeantNumber;
import java.util.Locale;
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
  Endpoint checked() {
    Problem problem = CallProblems.BAD_AGENT;
    Endpoint chosen = null;
    try {
      chosen = Endpoint.of(endpoint == null ? "" : endpoint.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      problem = problem.field("endpoint", "must say what rings", "phone", "softphone");
    }
    if (chosen == Endpoint.PHONE && DialableNumber.of(phone).isEmpty()) {
      problem =
          problem
              .field("phone", "must be a number in E.164 that can exist, as in +5511987654321")
              .with("suggestion", MeantNumber.of(phone).map(E164::value).orElse(null));
    } else if (chosen == Endpoint.SOFTPHONE && phone != null) {
      problem = problem.field("phone", "does not belong to a softphone");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return chosen;
  }
}
