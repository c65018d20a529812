package dev.ramal.calls.agents;

import dev.ramal.calls.carrier.SoftphonePort.Identity;
import dev.ramal.calls.connections.SoftphoneAccount;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the softphones of agents have logged in. */
@ApplicationScoped
class SoftphoneRepository {
  private static final String FIND =
      "select address, credential_id from softphones"
          + " where tenant = $1 and user_id = $2 and connection_id = $3"
          + " and credential_connection_id is not distinct from $4";

  /**
   * Of two at once the first stays: both browsers are known by it. One that stands below another
   * credential connection of the account gives way.
   */
  private static final String KEEP =
      """
      insert into softphones as known (tenant, user_id, connection_id, address, credential_id,
        created_at, credential_connection_id)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (tenant, user_id, connection_id) do update set
        address = case when known.credential_id is null or known.credential_connection_id
          is distinct from excluded.credential_connection_id then excluded.address
          else known.address end,
        credential_id = case when known.credential_connection_id
          is distinct from excluded.credential_connection_id then excluded.credential_id
          else known.credential_id end,
        credential_connection_id = excluded.credential_connection_id
      returning address, credential_id
      """;

  private static final String FORGET =
      "delete from softphones where tenant = $1 and user_id = $2 and connection_id = $3"
          + " and credential_id = $4";

  /** Empty for one that stands below another credential connection than the account's now. */
  Uni<Optional<Identity>> find(Sql sql, RowKey agent, SoftphoneAccount at) {
    return sql.query(
            FIND,
            agent.tenant(),
            agent.id(),
            at.account().connectionId(),
            at.credentialConnectionId())
        .map(rows -> rows.stream().findFirst().map(SoftphoneRepository::identity));
  }

  /** Answers the one that is kept. */
  Uni<Identity> keep(Sql sql, RowKey agent, SoftphoneAccount at, Identity identity, Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(agent.tenant())
            .scalar(agent.id())
            .scalar(at.account().connectionId())
            .scalar(identity.address())
            .scalar(identity.credentialId())
            .scalar(now)
            .scalar(at.credentialConnectionId())
            .parameters();
    return sql.query(KEEP, parameters).map(rows -> identity(rows.get(0)));
  }

  Uni<Void> forget(Sql sql, RowKey agent, String connection, String credentialId) {
    return sql.query(FORGET, agent.tenant(), agent.id(), connection, credentialId)
        .replaceWithVoid();
  }

  private static Identity identity(SqlRow row) {
    return new Identity(row.text(0), row.text(1));
  }
}
