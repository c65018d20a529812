package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.AgentStatus;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an agent says of itself. */
@Schema(
    name = "AgentStatusChange",
    examples =
"""
{"status": "available"}
""")
record StatusRequest(@Schema(required = true, implementation = AgentStatus.class) String status) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming the field
   */
  AgentStatus checked() {
    AgentStatus found = AgentStatus.find(status);
    if (found == null) {
      throw CallProblems.BAD_AGENT
          .field(
              "status",
              "must be a status",
              Arrays.stream(AgentStatus.values()).map(AgentStatus::wire).toArray(String[]::new))
          .exception();
    }
    return found;
  }
}
