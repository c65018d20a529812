package dev.ramal.calls.agents;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.events.AgentStatus;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The agents of organizations. */
@ApplicationScoped
public class AgentRepository {
  private static final String COLUMNS = columns("number_of_agent(tenant, user_id)");

  private static String columns(String number) {
    return "user_id, name, username, endpoint, phone, extension, "
        + number
        + ", mobile, status, status_since, created_at";
  }

  /** A connection and an address, then the next; neither has a blank. */
  static final String SOFTPHONES =
      "(select string_agg(s.connection_id || ' ' || s.address, ' ') from softphones s"
          + " where s.tenant = agents.tenant and s.user_id = agents.user_id)";

  private static final String RUNG =
      "select case when endpoint = 'PHONE' then phone end, username, status is not null, "
          + SOFTPHONES
          + " from agents where tenant = $1 and user_id = $2";

  private static final String FIND =
      "select " + COLUMNS + " from agents where tenant = $1 and user_id = $2";

  private static final String ADD =
      """
      insert into agents (tenant, user_id, name, username, endpoint, phone, extension, mobile,
        created_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
      on conflict (tenant, user_id) do\
      """;

  private static final String SAVE =
      ADD
          + """
           update set name = excluded.name, username = excluded.username,
            endpoint = excluded.endpoint, phone = excluded.phone, extension = excluded.extension,
            mobile = excluded.mobile, updated_at = excluded.updated_at
          returning
          """
          + COLUMNS;

  private static final String CREATE = ADD + " nothing returning " + COLUMNS;

  /** What was chosen before goes on from when it began. */
  private static final String CHOOSE =
      """
      insert into agents (tenant, user_id, name, username, status, status_since, created_at,
        updated_at)
      values ($1, $2, $3, $4, $5, $6, $6, $6)
      on conflict (tenant, user_id) do update set
        name = coalesce(excluded.name, agents.name),
        username = coalesce(excluded.username, agents.username),
        status = excluded.status,
        status_since = case when agents.status = excluded.status then agents.status_since
          else excluded.status_since end,
        updated_at = excluded.updated_at
      returning
      """
          + COLUMNS;

  private static final String INTRODUCE =
      """
      insert into agents (tenant, user_id, name, username, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $5)
      on conflict (tenant, user_id) do update set
        name = coalesce(agents.name, excluded.name), username = excluded.username
      """;

  private static final String TAKEN =
      "select 1 from agents where tenant = $1 and user_id <> $2 and extension = $3 limit 1";

  private final Carriers carriers;

  AgentRepository(Carriers carriers) {
    this.carriers = carriers;
  }

  /** Where to ring an agent, whom nobody need have entered. */
  public Uni<RungAgent> rung(Sql sql, TenantId tenant, String userId) {
    return sql.query(RUNG, tenant.value(), userId)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> RungAgent.of(row.text(0), row.text(1), row.bool(2), row.text(3)))
                    .orElse(RungAgent.UNKNOWN));
  }

  /**
   * What is dialled to ring an agent through an account: its phone, or the softphone where it has
   * logged in; one that never had a token is looked for under its user name.
   *
   * @param username as the identity provider knows the agent; what else is known of it otherwise
   */
  public String address(
      RungAgent agent, String username, Carrier carrier, ConnectionId connection) {
    if (agent.phone() != null) {
      return agent.phone();
    }
    String loggedIn = agent.softphones().get(connection.value());
    return loggedIn == null ? carriers.of(carrier).softphone(username) : loggedIn;
  }

  /** Empty for an agent of whom nothing was said. */
  Uni<Optional<Agent>> find(Sql sql, RowKey key) {
    return one(sql.query(FIND, key.tenant(), key.id()));
  }

  /** For a change: locked until the transaction ends. */
  Uni<Optional<Agent>> lock(Sql sql, RowKey key) {
    return one(sql.query(FIND + " for update", key.tenant(), key.id()));
  }

  /**
   * Who was entered last comes first.
   *
   * @param behind null for the first page
   */
  Uni<List<Agent>> list(Sql sql, TenantId tenant, Cursor behind, int most) {
    return list(sql, tenant, COLUMNS, behind, most);
  }

  /** The same without their numbers, for whoever wants many and none of those. */
  Uni<List<Agent>> everybody(Sql sql, TenantId tenant, int most) {
    return list(sql, tenant, columns("null::text"), null, most);
  }

  private static Uni<List<Agent>> list(
      Sql sql, TenantId tenant, String columns, Cursor behind, int most) {
    return ListStatement.of("select " + columns + " from agents where tenant = $1", tenant.value())
        .newestFirst("created_at", "user_id", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(AgentRepository::agent).toList());
  }

  /** Whether another agent has the extension. */
  Uni<Boolean> taken(Sql sql, TenantId tenant, Agent agent) {
    return sql.query(TAKEN, tenant.value(), agent.userId(), agent.extension())
        .map(rows -> !rows.isEmpty());
  }

  /** Empty when there is such an agent. */
  Uni<Optional<Agent>> add(Sql sql, TenantId tenant, Agent agent, Instant now) {
    return one(sql.query(CREATE, parameters(tenant, agent, now)));
  }

  /** All but the status, and the number, which is kept elsewhere. */
  Uni<Agent> save(Sql sql, TenantId tenant, Agent agent, Instant now) {
    return one(sql.query(SAVE, parameters(tenant, agent, now))).map(Optional::orElseThrow);
  }

  /** Keeps who the agent is; nothing else of it changes. */
  Uni<Void> introduce(Sql sql, RowKey key, String name, String username, Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(key.tenant())
            .scalar(key.id())
            .scalar(name)
            .scalar(username)
            .scalar(now)
            .parameters();
    return sql.query(INTRODUCE, parameters).replaceWithVoid();
  }

  /**
   * @param name and username: null leaves what is known
   */
  Uni<Agent> choose(
      Sql sql, RowKey key, String name, String username, AgentStatus status, Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(key.tenant())
            .scalar(key.id())
            .scalar(name)
            .scalar(username)
            .scalar(status.name())
            .scalar(now)
            .parameters();
    return one(sql.query(CHOOSE, parameters)).map(Optional::orElseThrow);
  }

  private static Object[] parameters(TenantId tenant, Agent agent, Instant now) {
    return Columns.of(List.of())
        .scalar(tenant.value())
        .scalar(agent.userId())
        .scalar(agent.name())
        .scalar(agent.username())
        .scalar(agent.endpoint().name())
        .scalar(agent.phone())
        .scalar(agent.extension())
        .scalar(agent.mobile())
        .scalar(now)
        .parameters();
  }

  private static Uni<Optional<Agent>> one(Uni<List<SqlRow>> rows) {
    return rows.map(found -> found.stream().findFirst().map(AgentRepository::agent));
  }

  private static Agent agent(SqlRow row) {
    return new Agent(
        row.text(0),
        row.text(1),
        row.text(2),
        Endpoint.valueOf(row.text(3)),
        row.text(4),
        row.text(5),
        row.text(6),
        row.text(7),
        row.text(8) == null ? null : AgentStatus.valueOf(row.text(8)),
        row.instant(9),
        row.instant(10));
  }
}
