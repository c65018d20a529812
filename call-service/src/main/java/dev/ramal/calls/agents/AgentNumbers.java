package dev.ramal.calls.agents;

import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/** The numbers of agents, which are kept elsewhere, inside the transaction of their agent. */
public interface AgentNumbers {

  /** What became of it. */
  enum Given {
    DONE,
    /** No number of an account that the organization has. */
    NOT_OURS,
    /** Another agent has it. */
    ANOTHERS,
    /** It belongs to a campaign. */
    CAMPAIGNS
  }

  /**
   * Makes a number the only one that leads to an agent; what led there before is of the pool.
   * Changes nothing where the number cannot be given.
   *
   * @param number E.164; null for none
   * @param by who says so
   */
  Uni<Given> give(Sql sql, RowKey agent, String number, String by);
}
