package dev.ramal.calls.lifecycle;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who of an organization called somebody last, so that the phone rang; by the index of attempts.
 */
@ApplicationScoped
public class LastCalls {
  static final String AGENT =
      """
      select agent_id from calls
      where tenant = $1 and to_number = $2 and requested_at > $3 and direction = 'OUTBOUND'
        and lead_call_id is not null and agent_id is not null
      order by requested_at desc limit 1
      """;

  /**
   * The agent of the latest call to a number.
   *
   * @param since older calls do not count
   */
  public Uni<Optional<String>> agent(Sql sql, TenantId tenant, String number, Instant since) {
    Object[] parameters =
        Columns.of(List.of()).scalar(tenant.value()).scalar(number).scalar(since).parameters();
    return sql.query(AGENT, parameters)
        .map(rows -> rows.stream().findFirst().map(row -> row.text(0)));
  }
}
