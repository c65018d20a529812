package dev.ramal.calls.agents;

import dev.ramal.events.AgentStatus;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The agents of an organization with their status of this moment. */
@ApplicationScoped
public class AgentsNow {
  private final AgentRepository agents;
  private final AgentStandings standings;

  AgentsNow(AgentRepository agents, AgentStandings standings) {
    this.agents = agents;
    this.standings = standings;
  }

  /**
   * An agent now.
   *
   * @param name null when unknown
   * @param since null for an agent who has never said a status and is on no call
   * @param callId that the agent is on, or has to wrap up; null with neither
   */
  public record AgentNow(
      String userId, String name, AgentStatus status, Instant since, String callId) {}

  /** Those that were entered, or have said something of themselves. */
  public Uni<List<AgentNow>> of(Sql sql, TenantId tenant, int most) {
    return agents
        .everybody(sql, tenant, most)
        .chain(
            found ->
                standings
                    .of(sql, tenant, found)
                    .map(
                        all ->
                            IntStream.range(0, found.size())
                                .mapToObj(
                                    i ->
                                        new AgentNow(
                                            found.get(i).userId(),
                                            found.get(i).name(),
                                            all.get(i).status(),
                                            all.get(i).since(),
                                            all.get(i).callId()))
                                .toList()));
  }
}
