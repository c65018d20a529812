package dev.ramal.calls.lifecycle;

import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Hears which agents got calls and which lost them, in the transaction that makes it true. */
public interface AgentMoves {
  /**
   * @param moves of any organizations; not stored yet
   * @return what is to be published of the agents, in this order
   */
  Uni<List<PublishedEvent>> follow(Sql sql, List<AgentMove> moves);
}
