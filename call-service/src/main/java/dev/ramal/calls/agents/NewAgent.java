package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An agent that an administrator enters.
 *
 * @param userId subject of the agent's token
 * @param endpoint softphone where it is left out
 */
@Schema(
    name = "NewAgent",
    examples =
"""
{"userId": "7d1f0c2e-2c39-4f53-8e38-6f6d0a4f1b11", "name": "Ana Souza", "extension": "201"}
""")
record NewAgent(
    @Schema(required = true) String userId,
    String name,
    @Schema(implementation = Endpoint.class) String endpoint,
    String phone,
    @Schema(pattern = "[0-9]{2,6}") String extension,
    String number,
    String mobile) {
  private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  static boolean isUserId(String id) {
    return id != null && USER_ID.matcher(id).matches();
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  Agent checked() {
    if (!isUserId(userId) || userId.equals("me")) {
      throw CallProblems.BAD_AGENT
          .field("userId", "must be the subject of the agent's token")
          .exception();
    }
    return new AgentPatch(name, endpoint, phone, extension, number, mobile)
        .applied(Agent.unknown(userId));
  }
}
