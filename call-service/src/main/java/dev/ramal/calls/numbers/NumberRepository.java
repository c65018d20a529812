package dev.ramal.calls.numbers;

import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Numbers in the database. */
@ApplicationScoped
class NumberRepository {
  private static final String FIND =
      "select " + NumberRow.COLUMNS + " from numbers where tenant = $1 and id = $2";

  private static final String LOCK = FIND + " for update";

  /** Behind those that the account has. Nothing is stored where it has the number already. */
  private static final String ORDER =
      """
      insert into numbers (tenant, id, number, connection_id, carrier, state, bought, position,
        type, label, assigned_kind, assigned_to, created_at, updated_at, updated_by,
        ordered_by)
      select $1, $2, $3, $4, $5, 'ORDERED', true,
        (select coalesce(max(position), -1) + 1 from numbers
          where tenant = $1 and connection_id = $4),
        $6, $7, $8, $9, $10, $10, $11, $12
      on conflict (tenant, connection_id, number) where state in ('ORDERED', 'ACTIVE', 'RELEASING')
        do nothing
      returning 1
      """;

  private static final String SAVE =
      """
      update numbers set state = $3, carrier_number_id = $4, capabilities = $5,
        monthly_amount = $6, monthly_currency = $7, label = $8,
        assigned_kind = $9, assigned_to = $10, reason_code = $11, reason = $12, acquired_at = $13,
        released_at = $14, updated_at = $15, updated_by = $16
      where tenant = $1 and id = $2
      """;

  private static final String REPLACED =
      """
      select 1 from numbers n join numbers other
        on other.tenant = n.tenant and other.connection_id = n.connection_id
          and other.number = n.number and other.state in ('ORDERED', 'ACTIVE', 'RELEASING')
      where n.tenant = $1 and n.id = $2 and n.state = 'REFUSED'
      """;

  private static final String COUNT =
      """
      select count(*) from numbers where tenant = $1 and connection_id = $2
        and state in ('ORDERED', 'ACTIVE', 'RELEASING')
      """;

  /** Those of accounts that were deleted are nobody's any more. */
  private static final String LIST =
      "select "
          + NumberRow.COLUMNS
          + " from numbers where tenant = $1 and not exists (select 1 from carrier_connections c"
          + " where c.tenant = numbers.tenant and c.id = numbers.connection_id"
          + " and c.deleted_at is not null)";

  private static final String SHARE_CONNECTION =
      """
      select 1 from carrier_connections where tenant = $1 and id = $2 and deleted_at is null
      for share
      """;

  private static final String LOCK_CONNECTION =
      "select 1 from carrier_connections where tenant = $1 and id = $2 for update";

  /**
   * What a list asks for; each null for any.
   *
   * @param assignedTo user id of an agent or id of a campaign
   */
  record Wanted(NumberState state, String connectionId, String carrier, String assignedTo) {}

  Uni<List<NumberRow>> list(Sql sql, TenantId tenant, Wanted wanted, Cursor behind, int most) {
    return ListStatement.of(LIST, tenant.value())
        .and("state = ?", wanted.state() == null ? null : wanted.state().name())
        .and("connection_id = ?", wanted.connectionId())
        .and("carrier = ?", wanted.carrier())
        .and("assigned_to = ?", wanted.assignedTo())
        .newestFirst("created_at", "id", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(NumberRow::read).toList());
  }

  Uni<Optional<NumberRow>> find(Sql sql, RowKey key) {
    return sql.query(FIND, key.tenant(), key.id()).map(NumberRepository::first);
  }

  /** Locked until the transaction ends. */
  Uni<Optional<NumberRow>> lock(Sql sql, RowKey key) {
    return sql.query(LOCK, key.tenant(), key.id()).map(NumberRepository::first);
  }

  /**
   * Until the transaction ends nobody deletes the account.
   *
   * @return false when there is none
   */
  Uni<Boolean> shareConnection(Sql sql, RowKey connection) {
    return sql.query(SHARE_CONNECTION, connection.tenant(), connection.id())
        .map(found -> !found.isEmpty());
  }

  /** Clicks that have taken the account are waited for, others wait until the transaction ends. */
  Uni<Void> lockConnection(Sql sql, RowKey connection) {
    return sql.query(LOCK_CONNECTION, connection.tenant(), connection.id()).replaceWithVoid();
  }

  /**
   * @return false when the account has the number already, or is just buying it
   */
  Uni<Boolean> order(Sql sql, NumberRow row) {
    return sql.query(
            ORDER,
            row.key.tenant(),
            row.key.id(),
            row.number.value(),
            row.connectionId,
            row.carrier.name(),
            row.type.name(),
            row.label,
            row.assignedTo == null ? null : row.assignedTo.kind().name(),
            row.assignedTo == null ? null : row.assignedTo.id(),
            time(row.createdAt),
            row.updatedBy,
            row.orderedBy)
        .map(stored -> !stored.isEmpty());
  }

  /** Whether the account has the number, or is just buying it, by another order than this one. */
  Uni<Boolean> isReplaced(Sql sql, RowKey key) {
    return sql.query(REPLACED, key.tenant(), key.id()).map(found -> !found.isEmpty());
  }

  /** How many an account has, or is just buying. */
  Uni<Long> count(Sql sql, RowKey connection) {
    return sql.query(COUNT, connection.tenant(), connection.id())
        .map(rows -> rows.get(0).bigint(0));
  }

  /** Stores what may change of a number that is locked. */
  Uni<Void> save(Sql sql, NumberRow row) {
    return sql.query(
            SAVE,
            row.key.tenant(),
            row.key.id(),
            row.state.name(),
            row.carrierNumberId,
            row.capabilityWords(),
            row.monthlyPrice == null ? null : row.monthlyPrice.amount(),
            row.monthlyPrice == null ? null : row.monthlyPrice.currency(),
            row.label,
            row.assignedTo == null ? null : row.assignedTo.kind().name(),
            row.assignedTo == null ? null : row.assignedTo.id(),
            row.reasonCode,
            row.reason,
            time(row.acquiredAt),
            time(row.releasedAt),
            time(row.updatedAt),
            row.updatedBy)
        .replaceWithVoid();
  }

  private static Optional<NumberRow> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(NumberRow::read);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
