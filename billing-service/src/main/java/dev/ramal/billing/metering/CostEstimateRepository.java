package dev.ramal.billing.metering;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Lines whose cost is an estimate, and when a person had them asked for. */
@ApplicationScoped
public class CostEstimateRepository {
  /**
   * Of what carriers name a price and have not, as {@link StoredUsage#isEstimated} says of each
   * line; by the index of V54. A version from before wrote costs and did not know the column.
   */
  static final String ESTIMATED = "estimated and (state ->> 'realCost') is null";

  static final String LISTED =
      """
      select cast(u.usage_id as text), subject, subject_id, leg, meter, destination_class,
        state -> 'usage' ->> 'carrier', carrier_ref, state -> 'usage' ->> 'quantity',
        state -> 'standing' -> 'cost' ->> 'amount', occurred_at, asked_at
      from metered_uses u
      left join cost_questions q on q.tenant = u.tenant and q.usage_id = u.usage_id
      where u.tenant = $1 and %s
      """
          .formatted(ESTIMATED);

  /**
   * One statement for the request: which lines it means, and of those the ones that nobody had
   * asked for lately. Of two requests at once the second waits, and finds them asked for.
   */
  private static final String ASK =
      """
      with wanted as (
        select u.usage_id, subject, subject_id from metered_uses u
        left join cost_questions q on q.tenant = u.tenant and q.usage_id = u.usage_id
        where u.tenant = $1 and %1$s
          and (u.usage_id = any($2::uuid[]) or $2::uuid[] is null and occurred_at < $3)
          and (q.asked_at is null or q.asked_at <= $4)
        order by occurred_at, u.usage_id limit $5),
      kept as (
        insert into cost_questions as known (tenant, usage_id, asked_at, asked_by)
        select $1, usage_id, $6, $7 from wanted order by usage_id
        on conflict (tenant, usage_id) do update
          set asked_at = excluded.asked_at, asked_by = excluded.asked_by
          where known.asked_at <= $4
        returning usage_id)
      select w.subject, w.subject_id, count(*) from kept k join wanted w using (usage_id)
      group by 1, 2 order by 1, 2
      """
          .formatted(ESTIMATED);

  /**
   * What is looked for.
   *
   * @param subject call or message; null for both
   * @param carrier null for all
   * @param usedFrom null for whenever
   * @param usedBefore null for whenever
   */
  public record Wanted(String subject, Carrier carrier, Instant usedFrom, Instant usedBefore) {}

  /**
   * A call or message of which lines are asked for.
   *
   * @param lines how many
   */
  public record Asked(String subject, String subjectId, long lines) {}

  /**
   * A line whose cost is an estimate.
   *
   * @param leg null for a message
   * @param destinationClass null where nobody could tell
   * @param carrier null where nobody said
   * @param carrierReference the carrier's name of it; null where it is not known
   * @param askedAt when a person had the carrier asked again; null for never
   */
  public record EstimatedUse(
      UUID usageId,
      String subject,
      String subjectId,
      String leg,
      Meter meter,
      DestinationClass destinationClass,
      Carrier carrier,
      String carrierReference,
      long quantity,
      Money estimate,
      Instant occurredAt,
      Instant askedAt) {}

  /** Newest first. */
  public Uni<List<EstimatedUse>> list(
      Sql sql, TenantId tenant, Wanted wanted, Cursor behind, int most) {
    return statement(tenant, wanted, behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(CostEstimateRepository::read).toList());
  }

  static ListStatement statement(TenantId tenant, Wanted wanted, Cursor behind, int most) {
    return ListStatement.of(LISTED, tenant.value())
        .and("subject = ?", wanted.subject())
        .and(
            "state -> 'usage' ->> 'carrier' = ?",
            wanted.carrier() == null ? null : wanted.carrier().wire())
        .and("occurred_at >= ?", wanted.usedFrom())
        .and("occurred_at < ?", wanted.usedBefore())
        .newestFirst("occurred_at", "cast(u.usage_id as text)", behind, most);
  }

  /**
   * Notes that they are asked for, and says which.
   *
   * @param usageIds null for all that are overdue, the oldest first
   * @param overdueBefore what was used before it is overdue
   * @param lately what was asked for after it is not asked for again
   */
  public Uni<List<Asked>> ask(
      Sql sql,
      TenantId tenant,
      List<UUID> usageIds,
      Instant overdueBefore,
      Instant lately,
      int most,
      String by,
      Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(usageIds == null ? null : usageIds.toArray(UUID[]::new))
            .scalar(overdueBefore)
            .scalar(lately)
            .scalar(most)
            .scalar(now)
            .scalar(by)
            .parameters();
    return sql.query(ASK, parameters)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Asked(row.text(0), row.text(1), row.bigint(2)))
                    .toList());
  }

  private static EstimatedUse read(SqlRow row) {
    return new EstimatedUse(
        UUID.fromString(row.text(0)),
        row.text(1),
        row.text(2),
        row.text(3),
        Meter.of(row.text(4)),
        DestinationClass.ofNullable(row.text(5)),
        row.text(6) == null ? null : Carrier.of(row.text(6)),
        row.text(7),
        Long.parseLong(row.text(8)),
        Money.of(row.text(9), "BRL"),
        row.instant(10),
        row.instant(11));
  }
}
