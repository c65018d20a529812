package dev.ramal.calls.numbers;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells whose number somebody has called. */
@ApplicationScoped
public class NumberOwners {
  private static final String AGENT =
      """
      select assigned_to from numbers
      where tenant = $1 and number = $2 and assigned_kind = 'AGENT' and state = 'ACTIVE'
      order by connection_id = $3 desc, connection_id desc limit 1
      """;

  /**
   * The agent to whom the number is assigned; empty for a number of the pool or a campaign.
   *
   * @param connection of the account that was called: of a number in two accounts its word holds
   */
  public Uni<Optional<String>> agentOf(
      Sql sql, TenantId tenant, String number, ConnectionId connection) {
    return sql.query(AGENT, tenant.value(), number, connection.value())
        .map(rows -> rows.stream().findFirst().map(row -> row.text(0)));
  }
}
