package dev.ramal.messaging.routing;

import dev.ramal.carriers.health.BreakerColumns;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The circuit breakers, one for each account and channel on which something has failed. */
@ApplicationScoped
class CircuitRepository {
  private static final String COLUMNS = "tenant, connection_id, channel, " + BreakerColumns.NAMES;

  private static final String OF_TENANT =
      "select " + COLUMNS + " from sender_circuit where tenant = $1";

  private static final String TROUBLED =
      "select " + COLUMNS + " from sender_circuit where state <> 'CLOSED' or failures > 0";

  private static final String BEGIN =
      """
      insert into sender_circuit (tenant, connection_id, channel, state, failures, trips, errors)
      values ($1, $2, $3, 'CLOSED', 0, 0, '[]') on conflict do nothing
      """;

  private static final String LOCK =
      OF_TENANT + " and connection_id = $2 and channel = $3 for update";

  private static final String SAVE =
      """
      update sender_circuit set state = $4, failures = $5, trips = $6, since = $7, ask_at = $8,
        errors = $9
      where tenant = $1 and connection_id = $2 and channel = $3
      """;

  private static final String DELETE =
      "delete from sender_circuit where tenant = $1 and connection_id = $2 and channel = $3";

  /** Who claims one asks; should it end before, somebody asks a little later. */
  private static final String CLAIM =
      """
      update sender_circuit set ask_at = $2 where (tenant, connection_id, channel) in (
        select tenant, connection_id, channel from sender_circuit
        where state = 'OPEN' and ask_at <= $1
        order by ask_at limit 50 for update skip locked)
      returning tenant, connection_id, channel
      """;

  private static final Duration CLAIMED_FOR = Duration.ofSeconds(30);

  Uni<Map<CircuitKey, KeptBreaker>> all(Sql sql, TenantId tenant) {
    return sql.query(OF_TENANT, tenant.value()).map(CircuitRepository::read);
  }

  @AcrossTenants("every replica knows which accounts of any organization are in trouble")
  Uni<Map<CircuitKey, KeptBreaker>> troubled(Sql sql) {
    return sql.query(TROUBLED).map(CircuitRepository::read);
  }

  /** Locked until the transaction ends. */
  Uni<KeptBreaker> lock(Sql sql, CircuitKey key) {
    Object[] named = {key.tenant().value(), key.connection().value(), key.channel().name()};
    return Uni.join()
        .all(sql.query(BEGIN, named), sql.query(LOCK, named))
        .andCollectFailures()
        .map(answers -> breaker(answers.get(1).get(0)));
  }

  Uni<Void> save(Sql sql, CircuitKey key, KeptBreaker kept) {
    Columns<?> named =
        Columns.of(List.of())
            .scalar(key.tenant().value())
            .scalar(key.connection().value())
            .scalar(key.channel().name());
    return sql.query(SAVE, BreakerColumns.add(named, kept).parameters()).replaceWithVoid();
  }

  /** What was locked before. */
  Uni<Void> delete(Sql sql, CircuitKey key) {
    return sql.query(DELETE, key.tenant().value(), key.connection().value(), key.channel().name())
        .replaceWithVoid();
  }

  @AcrossTenants("accounts that were given up are asked about for all organizations")
  Uni<List<CircuitKey>> claimDue(Sql sql, Instant now) {
    return sql.query(
            CLAIM, Columns.of(List.of()).scalar(now).scalar(now.plus(CLAIMED_FOR)).parameters())
        .map(rows -> rows.stream().map(CircuitRepository::key).toList());
  }

  private static Map<CircuitKey, KeptBreaker> read(List<SqlRow> rows) {
    return rows.stream()
        .collect(Collectors.toMap(CircuitRepository::key, CircuitRepository::breaker));
  }

  private static CircuitKey key(SqlRow row) {
    return new CircuitKey(
        TenantId.of(row.text(0)), new ConnectionId(row.text(1)), Channel.valueOf(row.text(2)));
  }

  private static KeptBreaker breaker(SqlRow row) {
    return BreakerColumns.kept(row, 3);
  }
}
