package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Prefixes that rules have found. */
@ApplicationScoped
class VelocityBlockRepository {
  private static final String COLUMNS =
      """
      cast(id as text), cast(rule_id as text), rule, prefix, window_minutes, spent, seconds,
      most_spent, most_seconds, blocks, cast(entry_id as text), exceeded_at, released_at,
      released_by, release_reason
      """;

  private static final String ADD =
      """
      insert into velocity_blocks (tenant, id, rule_id, rule, prefix, window_minutes, spent,
        seconds, most_spent, most_seconds, blocks, entry_id, exceeded_at)
      select tenant, cast(id as uuid), cast(rule_id as uuid), rule, prefix, window_minutes,
        cast(spent as numeric), seconds, cast(most_spent as numeric), most_seconds, blocks,
        cast(entry_id as uuid), exceeded_at
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[],
        $7::text[], $8::bigint[], $9::text[], $10::bigint[], $11::boolean[], $12::text[],
        $13::timestamptz[])
        as found (tenant, id, rule_id, rule, prefix, window_minutes, spent, seconds, most_spent,
          most_seconds, blocks, entry_id, exceeded_at)
      """;

  private static final String LISTED =
      "select " + COLUMNS + " from velocity_blocks where tenant = $1";

  private static final String LOCK = LISTED + " and id = $2 for update";

  private static final String RELEASE =
      """
      update velocity_blocks set released_at = $3, released_by = $4, release_reason = $5
      where tenant = $1 and id = $2
      """;

  /** What was counted so far counts no more. */
  private static final String FORGET =
      "delete from velocity_sums where tenant = $1 and rule_id = $2 and prefix = $3";

  /** A block of an organization. */
  record Found(TenantId tenant, VelocityBlock block) {}

  @AcrossTenants("each names its own")
  Uni<Void> addAll(Sql sql, List<Found> found) {
    return sql.query(
            ADD,
            Columns.of(found)
                .text(Found::tenant)
                .text(one -> one.block().id())
                .text(one -> one.block().ruleId())
                .text(one -> one.block().rule())
                .text(one -> one.block().prefix())
                .integer(one -> one.block().windowMinutes())
                .text(one -> plain(one.block().spent()))
                .bigint(one -> one.block().seconds())
                .text(one -> plain(one.block().mostSpent()))
                .bigint(one -> one.block().mostSeconds())
                .bool(one -> one.block().blocks())
                .text(one -> one.block().entryId())
                .instant(one -> one.block().exceededAt())
                .parameters())
        .replaceWithVoid();
  }

  /**
   * Newest first.
   *
   * @param open whether they hold; null for all
   * @param behind null for the first page
   */
  Uni<List<VelocityBlock>> newest(Sql sql, TenantId tenant, Boolean open, Cursor behind, int most) {
    return ListStatement.of(LISTED, tenant.value())
        .open("released_at", open)
        .newestFirst("exceeded_at", "cast(id as text)", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(VelocityBlockRepository::read).toList());
  }

  Uni<Optional<VelocityBlock>> lock(Sql sql, TenantId tenant, UUID id) {
    return sql.query(LOCK, tenant.value(), id)
        .map(rows -> rows.stream().findFirst().map(VelocityBlockRepository::read));
  }

  Uni<Void> release(Sql sql, TenantId tenant, VelocityBlock released) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(released.id())
            .scalar(released.releasedAt())
            .scalar(released.releasedBy())
            .scalar(released.releaseReason())
            .parameters();
    return Sql.together(
        List.of(
            sql.query(RELEASE, parameters),
            sql.query(FORGET, tenant.value(), released.ruleId(), released.prefix())));
  }

  private static VelocityBlock read(SqlRow row) {
    return new VelocityBlock(
        UUID.fromString(row.text(0)),
        UUID.fromString(row.text(1)),
        row.text(2),
        row.text(3),
        row.integer(4),
        money(row, 5),
        row.bigint(6),
        money(row, 7),
        row.bigint(8),
        row.bool(9),
        UUID.fromString(row.text(10)),
        row.instant(11),
        row.instant(12),
        row.text(13),
        row.text(14));
  }

  private static Money money(SqlRow row, int column) {
    return row.decimal(column) == null ? null : new Money(row.decimal(column), "BRL");
  }

  private static String plain(Money money) {
    return money == null ? null : money.amount().toPlainString();
  }
}
