package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Carrier accounts in the database. */
@ApplicationScoped
class ConnectionRepository {
  private static final String FIND =
      "select %s from carrier_connections where tenant = $1 and id = $2"
          .formatted(ConnectionRow.COLUMNS);

  private static final String EXISTS =
      "select 1 from carrier_connections where tenant = $1 and id = $2 and deleted_at is null";

  /** Where the newest is switched off in the same moment, the next one is taken. */
  private static final String NEWEST_ENABLED =
      """
      select c.* from unnest($2::text[]) as wanted (carrier) cross join lateral
        (select %s from carrier_connections
          where tenant = $1 and carrier = wanted.carrier and enabled
          order by id desc limit 1 for share) c
      """
          .formatted(ConnectionRow.COLUMNS);

  Uni<List<ConnectionRow>> all(Mutiny.Session session, TenantId tenant) {
    return session
        .createSelectionQuery(
            "from ConnectionRow c where c.key.tenant = :tenant and c.deletedAt is null"
                + " order by c.key.id desc",
            ConnectionRow.class)
        .setParameter("tenant", tenant.value())
        .getResultList();
  }

  Uni<Long> count(Mutiny.Session session, TenantId tenant) {
    return session
        .createSelectionQuery(
            "select count(*) from ConnectionRow c where c.key.tenant = :tenant"
                + " and c.deletedAt is null",
            Long.class)
        .setParameter("tenant", tenant.value())
        .getSingleResult();
  }

  /** Also one that is not enabled, or was deleted. */
  Uni<Optional<ConnectionRow>> find(Sql sql, RowKey key) {
    return sql.query(FIND, key.tenant(), key.id())
        .map(rows -> rows.stream().findFirst().map(ConnectionRow::read));
  }

  /** Not one that was deleted. */
  Uni<Boolean> exists(Sql sql, RowKey key) {
    return sql.query(EXISTS, key.tenant(), key.id()).map(rows -> !rows.isEmpty());
  }

  /** For its administrator, who has none any more that was deleted. */
  Uni<ConnectionRow> get(Mutiny.Session session, RowKey key) {
    return session
        .find(ConnectionRow.class, key)
        .map(Optional::ofNullable)
        .map(ConnectionRepository::present);
  }

  /** The same, locked. */
  Uni<ConnectionRow> getLocked(Mutiny.Session session, RowKey key) {
    return lock(session, key).map(ConnectionRepository::present);
  }

  private static ConnectionRow present(Optional<ConnectionRow> row) {
    return row.filter(found -> found.deletedAt == null)
        .orElseThrow(CallProblems.UNKNOWN_CONNECTION::exception);
  }

  /** Locked until the transaction ends, so that what is published last is what is stored. */
  Uni<Optional<ConnectionRow>> lock(Mutiny.Session session, RowKey key) {
    return session
        .find(ConnectionRow.class, key, LockModeType.PESSIMISTIC_WRITE)
        .map(Optional::ofNullable);
  }

  /** With each of the carriers one; neither changed nor deleted until the transaction ends. */
  Uni<Map<Carrier, ConnectionRow>> newestEnabled(Sql sql, TenantId tenant, List<Carrier> carriers) {
    return sql.query(
            NEWEST_ENABLED,
            Columns.of(carriers).scalar(tenant.value()).text(Carrier::name).parameters())
        .map(
            rows ->
                rows.stream()
                    .map(ConnectionRow::read)
                    .collect(Collectors.toMap(row -> row.carrier, Function.identity())));
  }

  /** Every connection of every organization; needs a transaction across organizations. */
  @AcrossTenants("all connections are published anew")
  Uni<List<RowKey>> keys(Mutiny.Session session) {
    return session
        .createSelectionQuery("select c.key from ConnectionRow c", RowKey.class)
        .getResultList();
  }
}
