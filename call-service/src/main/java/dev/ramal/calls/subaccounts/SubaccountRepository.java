package dev.ramal.calls.subaccounts;

import dev.ramal.calls.subaccounts.Subaccount.State;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Subaccounts in the database. */
@ApplicationScoped
class SubaccountRepository {
  private static final String LIST =
      "select " + Subaccount.COLUMNS + " from subaccounts where tenant = $1 and connection_id = $2";

  private static final String FIND =
      "select "
          + Subaccount.COLUMNS
          + ", created_by from subaccounts where tenant = $1 and id = $2";

  private static final String LOCK = FIND + " for update";

  private static final String ADD =
      """
      insert into subaccounts (tenant, id, connection_id, name, state, created_at, updated_at,
        created_by)
      values ($1, $2, $3, $4, $5, $6, $6, $7)
      """;

  private static final String SAVE =
      """
      update subaccounts set state = $3, account_id = coalesce($4, account_id), reason_code = $5,
        reason = $6, updated_at = $7
      where tenant = $1 and id = $2
      """;

  /** With who asked for it. */
  record Stored(Subaccount account, String createdBy) {}

  Uni<List<Subaccount>> list(Sql sql, TenantId tenant, String owner, Cursor behind, int most) {
    return ListStatement.of(LIST, tenant.value(), owner)
        .newestFirst("created_at", "id", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(Subaccount::read).toList());
  }

  Uni<Optional<Stored>> find(Sql sql, RowKey key) {
    return sql.query(FIND, key.tenant(), key.id()).map(SubaccountRepository::first);
  }

  /** Locked until the transaction ends. */
  Uni<Optional<Stored>> lock(Sql sql, RowKey key) {
    return sql.query(LOCK, key.tenant(), key.id()).map(SubaccountRepository::first);
  }

  Uni<Void> add(Sql sql, TenantId tenant, Subaccount account, String userId) {
    return sql.query(
            ADD,
            tenant.value(),
            account.id(),
            account.ownerConnectionId(),
            account.name(),
            account.state().name(),
            account.createdAt().atOffset(ZoneOffset.UTC),
            userId)
        .replaceWithVoid();
  }

  /**
   * @param accountId null leaves it as it is
   */
  Uni<Void> save(
      Sql sql, RowKey key, State state, String accountId, String code, String reason, Instant now) {
    return sql.query(
            SAVE,
            key.tenant(),
            key.id(),
            state.name(),
            accountId,
            code,
            reason,
            now.atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  private static Optional<Stored> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(row -> new Stored(Subaccount.read(row), row.text(9)));
  }
}
