package dev.ramal.calls.agents;

import dev.ramal.calls.carrier.SoftphonePort.Identity;
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
          + " where tenant = $1 and user_id = $2 and connection_id = $3";

  /** Of two at once the first stays: both browsers are known by it. */
  private static final String KEEP =
      """
      insert into softphones (tenant, user_id, connection_id, address, credential_id, created_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (tenant, user_id, connection_id) do update set
        address = case when softphones.credential_id is null then excluded.address
          else softphones.address end
      returning address, credential_id
      """;

  private static final String FORGET =
      "delete from softphones where tenant = $1 and user_id = $2 and connection_id = $3"
          + " and credential_id = $4";

  Uni<Optional<Identity>> find(Sql sql, RowKey agent, String connection) {
    return sql.query(FIND, agent.tenant(), agent.id(), connection)
        .map(rows -> rows.stream().findFirst().map(SoftphoneRepository::identity));
  }

  /** Answers the one that is kept. */
  Uni<Identity> keep(Sql sql, RowKey agent, String connection, Identity identity, Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(agent.tenant())
            .scalar(agent.id())
            .scalar(connection)
            .scalar(identity.address())
            .scalar(identity.credentialId())
            .scalar(now)
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
