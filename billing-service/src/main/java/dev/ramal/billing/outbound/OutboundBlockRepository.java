package dev.ramal.billing.outbound;

import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people have forbidden. */
@ApplicationScoped
class OutboundBlockRepository {
  private static final String COLUMNS =
      "select id::text, prefix, reason, blocked_by, blocked_at, lifted_by, lifted_at, lift_reason"
          + " from outbound_blocks where tenant = $1";

  private static final String LOCK = COLUMNS + " and id = $2 for update";

  private static final String OPEN =
      COLUMNS + " and coalesce(prefix, '+') = coalesce($2::text, '+') and lifted_at is null";

  private static final String ADD =
      """
      insert into outbound_blocks (tenant, id, prefix, reason, blocked_by, blocked_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (tenant, (coalesce(prefix, '+'))) where lifted_at is null do nothing
      returning id
      """;

  private static final String LIFT =
      """
      update outbound_blocks set lifted_by = $3, lifted_at = $4, lift_reason = $5
      where tenant = $1 and id = $2 and lifted_at is null
      """;

  /**
   * @return false when the same is forbidden already
   */
  Uni<Boolean> add(Sql sql, TenantId tenant, OutboundBlock block) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(block.id())
            .scalar(block.prefix())
            .scalar(block.reason())
            .scalar(block.blockedBy())
            .scalar(block.blockedAt())
            .parameters();
    return sql.query(ADD, parameters).map(rows -> !rows.isEmpty());
  }

  /**
   * @param prefix null for every number
   */
  Uni<Optional<OutboundBlock>> open(Sql sql, TenantId tenant, String prefix) {
    return sql.query(OPEN, tenant.value(), prefix).map(OutboundBlockRepository::first);
  }

  Uni<Optional<OutboundBlock>> lock(Sql sql, TenantId tenant, UUID id) {
    return sql.query(LOCK, tenant.value(), id).map(OutboundBlockRepository::first);
  }

  /**
   * Newest first.
   *
   * @param open whether they hold; null for all
   * @param behind null for the first page
   */
  Uni<List<OutboundBlock>> newest(Sql sql, TenantId tenant, Boolean open, Cursor behind, int most) {
    return ListStatement.of(COLUMNS, tenant.value())
        .open("lifted_at", open)
        .newestFirst("blocked_at", "cast(id as text)", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(OutboundBlockRepository::read).toList());
  }

  Uni<Void> lift(Sql sql, TenantId tenant, OutboundBlock lifted) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(lifted.id())
            .scalar(lifted.liftedBy())
            .scalar(lifted.liftedAt())
            .scalar(lifted.liftReason())
            .parameters();
    return sql.query(LIFT, parameters).replaceWithVoid();
  }

  private static Optional<OutboundBlock> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(OutboundBlockRepository::read);
  }

  private static OutboundBlock read(SqlRow row) {
    return new OutboundBlock(
        UUID.fromString(row.text(0)),
        row.text(1),
        row.text(2),
        row.text(3),
        row.instant(4),
        row.text(5),
        row.instant(6),
        row.text(7));
  }
}
