package dev.ramal.calls.agents;

import dev.ramal.calls.agents.FreeAgents.FreeAgent;
import dev.ramal.calls.dispositions.WrapUps;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Agents as a caller may want to be put through to one of them. */
@ApplicationScoped
public class OfferableAgents {
  private static final String AGENT =
      "select user_id, name, username, case when endpoint = 'PHONE' then phone end, status_since, "
          + AgentRepository.SOFTPHONES
          + ", coalesce(status = 'AVAILABLE', false), mobile from agents where tenant = $1";

  private static final String FIND = AGENT + " and user_id = $2";

  /**
   * One agent.
   *
   * @param agent as one who waits for a call
   * @param available whether it does, apart from the calls that it is on
   * @param mobile where calls follow it; null for nowhere
   */
  public record Offerable(FreeAgent agent, boolean available, String mobile) {
    /** The same, rung where calls follow it. */
    public Offerable onMobile() {
      FreeAgent there =
          new FreeAgent(agent.userId(), agent.name(), agent.rung().onPhone(mobile), agent.since());
      return new Offerable(there, available, mobile);
    }
  }

  private final WrapUps wrapUps;

  OfferableAgents(WrapUps wrapUps) {
    this.wrapUps = wrapUps;
  }

  public Uni<Optional<Offerable>> find(Sql sql, TenantId tenant, String userId) {
    return first(sql, tenant, sql.query(FIND, tenant.value(), userId));
  }

  private Uni<Optional<Offerable>> first(Sql sql, TenantId tenant, Uni<List<SqlRow>> rows) {
    return rows.map(found -> found.stream().findFirst().map(OfferableAgents::agent))
        .chain(
            found ->
                found.filter(Offerable::available).isPresent()
                    ? wrappedUp(sql, tenant, found.get()).map(Optional::of)
                    : Uni.createFrom().item(found));
  }

  /** Who has still to say how a call went is offered none. */
  private Uni<Offerable> wrappedUp(Sql sql, TenantId tenant, Offerable found) {
    return wrapUps
        .of(sql, List.of(RowKey.of(tenant, found.agent().userId())))
        .map(
            waiting ->
                waiting.isEmpty() ? found : new Offerable(found.agent(), false, found.mobile()));
  }

  private static Offerable agent(SqlRow row) {
    return new Offerable(FreeAgent.read(row), row.bool(6), row.text(7));
  }
}
