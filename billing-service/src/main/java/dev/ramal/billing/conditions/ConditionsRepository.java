package dev.ramal.billing.conditions;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Conditions. Versions are only added; the last one for a month holds. */
@ApplicationScoped
public class ConditionsRepository {
  private static final String COLUMNS =
      "select cast(id as text), cast(document as text), from_month, agreed_by, agreed_at"
          + " from conditions where tenant = $1";

  private static final String OF =
      COLUMNS + " and from_month <= $2 order by from_month desc, seq desc limit 1";

  private static final String FIND = COLUMNS + " and id = cast($2::text as uuid)";

  private static final String ADD =
      """
      insert into conditions (id, tenant, from_month, document, agreed_by, agreed_at)
      values ($1::text::uuid, $2, $3, $4::text::jsonb, $5, $6)
      """;

  private static final String GRACE =
      """
      select asked.tenant, asked.month, c.grace
      from unnest($1::text[], $2::text[]) as asked (tenant, month)
      join lateral (
        select cast(document->>'graceDays' as int) as grace from conditions
        where conditions.tenant = asked.tenant and from_month <= asked.month
        order by from_month desc, seq desc limit 1) c on c.grace is not null
      """;

  private static final String WITH_MINIMUM =
      """
      select t.tenant, m.month
      from (select distinct tenant from conditions where document->>'minimumBrl' is not null) t
      cross join unnest($1::text[]) as m (month)
      join lateral (
        select document->>'minimumBrl' as minimum from conditions
        where conditions.tenant = t.tenant and from_month <= m.month
        order by from_month desc, seq desc limit 1) c on c.minimum is not null
      """;

  /** One at a time per organization changes what its next invoices are made of, or issues one. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext('invoicing'), hashtext($1))";

  /** Waits for whoever changes the conditions of the organization, or closes a month of it. */
  public Uni<Void> lock(Sql sql, TenantId tenant) {
    return sql.query(LOCK, tenant.value()).replaceWithVoid();
  }

  /** Those of a month. */
  public Uni<Conditions> of(Sql sql, TenantId tenant, BillingMonth month) {
    return agreed(sql, tenant, month)
        .map(found -> found.map(AgreedVersion::conditions).orElse(Conditions.NONE));
  }

  /** Those of a month with who agreed on them and when; empty when nothing was. */
  Uni<Optional<AgreedVersion>> agreed(Sql sql, TenantId tenant, BillingMonth month) {
    return sql.query(OF, tenant.value(), month.toString()).map(ConditionsRepository::first);
  }

  /**
   * A version.
   *
   * @param id null for none
   */
  public Uni<Conditions> find(Sql sql, TenantId tenant, UUID id) {
    return id == null
        ? Uni.createFrom().item(Conditions.NONE)
        : sql.query(FIND, tenant.value(), id.toString())
            .map(ConditionsRepository::first)
            .map(found -> found.map(AgreedVersion::conditions).orElse(Conditions.NONE));
  }

  /** The days of grace of those months for which some were agreed. */
  @AcrossTenants("months of all organizations are closed")
  public Uni<Map<TenantMonth, Integer>> graceDays(Sql sql, List<TenantMonth> months) {
    return sql.query(
            GRACE,
            Columns.of(months)
                .text(of -> of.tenant().value())
                .text(TenantMonth::month)
                .parameters())
        .map(
            rows -> {
              Map<TenantMonth, Integer> days = new HashMap<>();
              rows.forEach(row -> days.put(TenantMonth.of(row), row.integer(2)));
              return days;
            });
  }

  /** Which organizations owe a minimum in which of these months. */
  @AcrossTenants("months of all organizations are closed")
  public Uni<List<TenantMonth>> withMinimum(Sql sql, List<BillingMonth> months) {
    return sql.query(
            WITH_MINIMUM,
            (Object) months.stream().map(BillingMonth::toString).toArray(String[]::new))
        .map(TenantMonth::of);
  }

  Uni<Void> add(Sql sql, TenantId tenant, AgreedVersion version) {
    return sql.query(
            ADD,
            Columns.of(List.of())
                .scalar(version.conditions().id().toString())
                .scalar(tenant.value())
                .scalar(version.from().toString())
                .scalar(EventJson.write(version.conditions().agreed()))
                .scalar(version.agreedBy())
                .scalar(version.agreedAt())
                .parameters())
        .replaceWithVoid();
  }

  private static Optional<AgreedVersion> first(List<SqlRow> rows) {
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new AgreedVersion(
                    new Conditions(
                        UUID.fromString(row.text(0)), EventJson.read(row.text(1), Agreed.class)),
                    BillingMonth.of(row.text(2)),
                    row.text(3),
                    row.instant(4)));
  }

  /**
   * A version with its provenance.
   *
   * @param from first month
   */
  record AgreedVersion(
      Conditions conditions, BillingMonth from, String agreedBy, Instant agreedAt) {}
}
