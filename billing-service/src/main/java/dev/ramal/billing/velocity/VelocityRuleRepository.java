package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Velocity rules. A rule that is changed begins to count anew. */
@ApplicationScoped
class VelocityRuleRepository {
  private static final String OF =
      """
      select tenant, cast(id as text), name, array_to_string(prefixes, ' '), window_minutes,
        most_spent, most_seconds, blocks, changed_by, changed_at
      from velocity_rules where tenant = any($1) order by tenant, name, id
      """;

  /** The row that is to be locked may not exist yet. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('velocity_rules'), hashtext($1))";

  private static final String SAVE =
      """
      insert into velocity_rules (tenant, id, name, prefixes, window_minutes, most_spent,
        most_seconds, blocks, changed_by, changed_at)
      values ($1, $2, $3, $4, $5, $6::text::numeric, $7, $8, $9, $10)
      on conflict (tenant, id) do update set name = excluded.name, prefixes = excluded.prefixes,
        window_minutes = excluded.window_minutes, most_spent = excluded.most_spent,
        most_seconds = excluded.most_seconds, blocks = excluded.blocks,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at
      """;

  private static final String DELETE =
      "delete from velocity_rules where tenant = $1 and id = $2 returning id";

  private static final String FORGET =
      "delete from velocity_sums where tenant = $1 and rule_id = $2";

  Uni<Map<TenantId, List<VelocityRule>>> of(Sql sql, Collection<TenantId> tenants) {
    Object owners = tenants.stream().map(TenantId::value).toArray(String[]::new);
    return sql.query(OF, owners)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            row -> TenantId.of(row.text(0)),
                            Collectors.mapping(
                                VelocityRuleRepository::rule, Collectors.toList()))));
  }

  Uni<List<VelocityRule>> of(Sql sql, TenantId tenant) {
    return of(sql, List.of(tenant)).map(found -> found.getOrDefault(tenant, List.of()));
  }

  /** Whoever else changes rules of the organization waits until this transaction is over. */
  Uni<List<VelocityRule>> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).chain(() -> of(sql, tenant));
  }

  Uni<Void> save(Sql sql, TenantId tenant, VelocityRule rule) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(rule.id())
            .scalar(rule.name())
            .scalar(rule.prefixes().toArray(String[]::new))
            .scalar(rule.windowMinutes())
            .scalar(rule.mostSpent() == null ? null : rule.mostSpent().amount().toPlainString())
            .scalar(rule.mostSeconds())
            .scalar(rule.blocks())
            .scalar(rule.changedBy())
            .scalar(rule.changedAt())
            .parameters();
    return sql.query(SAVE, parameters).chain(() -> forget(sql, tenant, rule.id()));
  }

  /**
   * @return whether there was such a rule
   */
  Uni<Boolean> delete(Sql sql, TenantId tenant, UUID id) {
    return sql.query(DELETE, tenant.value(), id)
        .call(() -> forget(sql, tenant, id))
        .map(gone -> !gone.isEmpty());
  }

  private static Uni<Void> forget(Sql sql, TenantId tenant, UUID rule) {
    return sql.query(FORGET, tenant.value(), rule).replaceWithVoid();
  }

  private static VelocityRule rule(SqlRow row) {
    return new VelocityRule(
        UUID.fromString(row.text(1)),
        row.text(2),
        Stream.of(row.text(3).split(" ")).filter(prefix -> !prefix.isEmpty()).toList(),
        row.integer(4),
        row.decimal(5) == null ? null : new Money(row.decimal(5), "BRL"),
        row.bigint(6),
        row.bool(7),
        row.text(8),
        row.instant(9));
  }
}
