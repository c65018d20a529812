package dev.ramal.billing.integrity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Of which differences people were told. */
@ApplicationScoped
class IntegrityAlertRepository {
  private static final String RAISE =
      """
      insert into integrity_alerts (tenant, subject, raised_at) values ($1, $2, $3)
      on conflict (tenant, subject) do nothing returning subject
      """;

  private static final String END =
      "delete from integrity_alerts where tenant = $1 and subject = $2 returning subject";

  /**
   * @return whether nobody was told before
   */
  Uni<Boolean> raise(Sql sql, TenantId tenant, String subject, Instant at) {
    Object[] parameters =
        Columns.of(List.of()).scalar(tenant.value()).scalar(subject).scalar(at).parameters();
    return sql.query(RAISE, parameters).map(rows -> !rows.isEmpty());
  }

  /**
   * @return whether somebody was told
   */
  Uni<Boolean> end(Sql sql, TenantId tenant, String subject) {
    return sql.query(END, tenant.value(), subject).map(rows -> !rows.isEmpty());
  }
}
