package dev.ramal.messaging.ownership;

import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose a thread is. */
@Schema(
    name = "ConversationOwner",
    examples =
"""
{"userId": "7c9f1c1e-6f0e-4a55-9a3b-2f8f6f1b7a10", "name": "Ana Souza"}
""")
record Owner(
    @Schema(
            description = "The subject of the agent's token, as GET /api/agents tells it",
            required = true)
        String userId,
    @Schema(nullable = true, description = "As it is shown; up to 200 characters") String name) {
  private static final int LONGEST = 200;

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming every field that is wrong
   */
  static Owner valid(Owner given) {
    Problem problem = MessageProblems.badFields();
    if (given == null) {
      throw problem.detail("The body must hold userId.").exception();
    }
    if (given.userId == null || given.userId.isBlank() || given.userId.length() > LONGEST) {
      problem = problem.field("userId", "must have 1 to " + LONGEST + " characters");
    }
    if (given.name != null && given.name.length() > LONGEST) {
      problem = problem.field("name", "must have at most " + LONGEST + " characters");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return given;
  }
}
