package dev.ramal.calls.numbers;

import dev.ramal.kit.problem.Problem;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose a number is to be.
 *
 * @param kind agent, campaign or pool
 * @param id of the agent (a user id) or the campaign; absent with pool
 */
@Schema(name = "NumberAssignmentChange")
record AssignmentRequest(
    @Schema(
            required = true,
            enumeration = {"agent", "campaign", "pool"})
        String kind,
    String id) {
  private static final String POOL = "pool";

  /** Null for the pool. */
  Assignment assignment() {
    return POOL.equals(kind)
        ? null
        : new Assignment(Assignment.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), id);
  }

  /**
   * @param given null when absent
   */
  static Problem checked(Problem problem, AssignmentRequest given) {
    if (given == null) {
      return problem;
    }
    boolean pool = POOL.equals(given.kind());
    boolean agent = "agent".equals(given.kind());
    if (!pool && !agent && !"campaign".equals(given.kind())) {
      return problem.field("assignedTo.kind", "must say whose it is", "agent", "campaign", POOL);
    }
    if (pool) {
      return given.id() == null
          ? problem
          : problem.field("assignedTo.id", "does not belong to a number of the pool");
    }
    if (agent && (given.id() == null || !given.id().matches("[A-Za-z0-9._-]{1,64}"))) {
      return problem.field("assignedTo.id", "must be a user's id");
    }
    if (!agent && (given.id() == null || given.id().isBlank() || given.id().length() > 100)) {
      return problem.field("assignedTo.id", "must be the id of a campaign, 1 to 100 characters");
    }
    return problem;
  }
}
