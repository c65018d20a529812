package dev.ramal.messaging.alerting.policy;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** One row per organization that has said something. */
@ApplicationScoped
public class EscalationPolicyRepository {
  private static final String FIND = "select settings from alert_settings where tenant = $1";

  /** The row may not exist yet, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('alert_settings'), hashtext($1))";

  private static final String SAVE =
      """
      insert into alert_settings (tenant, settings, updated_by, updated_at) values ($1, $2, $3, $4)
      on conflict (tenant) do update set settings = excluded.settings,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      """;

  private final Clock clock;

  EscalationPolicyRepository(Clock clock) {
    this.clock = clock;
  }

  /** Never null. */
  public Uni<EscalationPolicy> of(Sql sql, TenantId tenant) {
    return sql.query(FIND, tenant.value())
        .map(
            rows ->
                rows.isEmpty()
                    ? EscalationPolicy.NONE
                    : EventJson.read(rows.get(0).text(0), EscalationPolicy.class));
  }

  /** For a change: whoever else changes it waits until it is stored. */
  Uni<EscalationPolicy> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).chain(() -> of(sql, tenant));
  }

  Uni<EscalationPolicy> save(Sql sql, TenantId tenant, EscalationPolicy policy, String by) {
    return sql.query(
            SAVE,
            tenant.value(),
            EventJson.write(policy),
            by,
            clock.instant().atOffset(ZoneOffset.UTC))
        .replaceWith(policy);
  }
}
