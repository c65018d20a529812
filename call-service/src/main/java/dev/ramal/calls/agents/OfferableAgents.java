package dev.ramal.calls.agents;

import dev.ramal.calls.agents.FreeAgents.FreeAgent;
import dev.ramal.events.TenantId;
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
      "select user_id, name, username, case when endpoint = 'PHONE' then phone end, status_since,"
          + " coalesce(status = 'AVAILABLE', false), mobile from agents where tenant = $1";

  private static final String OF_NUMBER = AGENT + " and number = $2";
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
          new FreeAgent(agent.userId(), agent.name(), agent.username(), mobile, agent.since());
      return new Offerable(there, available, mobile);
    }
  }

  /** The one whose number was called. */
  public Uni<Optional<Offerable>> ofNumber(Sql sql, TenantId tenant, String number) {
    return first(sql.query(OF_NUMBER, tenant.value(), number));
  }

  public Uni<Optional<Offerable>> find(Sql sql, TenantId tenant, String userId) {
    return first(sql.query(FIND, tenant.value(), userId));
  }

  private static Uni<Optional<Offerable>> first(Uni<List<SqlRow>> rows) {
    return rows.map(found -> found.stream().findFirst().map(OfferableAgents::agent));
  }

  private static Offerable agent(SqlRow row) {
    return new Offerable(
        new FreeAgent(row.text(0), row.text(1), row.text(2), row.text(3), row.instant(4)),
        row.bool(5),
        row.text(6));
  }
}
