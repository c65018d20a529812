package dev.ramal.calls.routing;

import dev.ramal.carriers.CarrierColumn;
import dev.ramal.carriers.health.BreakerColumns;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The circuit breakers, one for each organization and carrier. */
@ApplicationScoped
class BreakerRepository {
  private static final String COLUMNS = "carrier, " + BreakerColumns.NAMES;

  private static final String TROUBLED =
      """
      select 1 from carrier_health where tenant = $1 and carrier = $2
        and (state <> 'CLOSED' or failures > 0)
      """;

  private static final String ALL = "select " + COLUMNS + " from carrier_health where tenant = $1";

  private static final String BEGIN =
      """
      insert into carrier_health (tenant, carrier, state, failures, trips, errors)
      values ($1, $2, 'CLOSED', 0, 0, '[]') on conflict do nothing
      """;

  private static final String LOCK =
      "select " + COLUMNS + " from carrier_health where tenant = $1 and carrier = $2 for update";

  private static final String SAVE =
      """
      update carrier_health set state = $3, failures = $4, trips = $5, since = $6, ask_at = $7,
        errors = $8
      where tenant = $1 and carrier = $2
      """;

  /** Who claims one asks; should it end before, somebody asks a little later. */
  private static final String CLAIM =
      """
      update carrier_health set ask_at = $2 where (tenant, carrier) in (
        select tenant, carrier from carrier_health where state = 'OPEN' and ask_at <= $1
        order by ask_at limit 50 for update skip locked)
      returning tenant, carrier
      """;

  private static final Duration CLAIMED_FOR = Duration.ofSeconds(30);
  private static final CarrierColumn CARRIER = new CarrierColumn();

  /** Whose breaker is due to be asked about. */
  record DueBreaker(TenantId tenant, Carrier carrier) {}

  /** Whether a dial that is taken changes anything. */
  Uni<Boolean> isTroubled(Sql sql, TenantId tenant, Carrier carrier) {
    return sql.query(TROUBLED, tenant.value(), CARRIER.convertToDatabaseColumn(carrier))
        .map(rows -> !rows.isEmpty());
  }

  Uni<Map<Carrier, KeptBreaker>> all(Sql sql, TenantId tenant) {
    return sql.query(ALL, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> CARRIER.convertToEntityAttribute(row.text(0)),
                            row -> BreakerColumns.kept(row, 1))));
  }

  /** Locked until the transaction ends. */
  Uni<KeptBreaker> lock(Sql sql, TenantId tenant, Carrier carrier) {
    String name = CARRIER.convertToDatabaseColumn(carrier);
    return Uni.join()
        .all(sql.query(BEGIN, tenant.value(), name), sql.query(LOCK, tenant.value(), name))
        .andCollectFailures()
        .map(answers -> BreakerColumns.kept(answers.get(1).get(0), 1));
  }

  Uni<Void> save(Sql sql, TenantId tenant, Carrier carrier, KeptBreaker kept) {
    Columns<?> key =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(CARRIER.convertToDatabaseColumn(carrier));
    return sql.query(SAVE, BreakerColumns.add(key, kept).parameters()).replaceWithVoid();
  }

  @AcrossTenants("carriers that were given up are asked for all organizations")
  Uni<List<DueBreaker>> claimDue(Sql sql, Instant now) {
    return sql.query(
            CLAIM, Columns.of(List.of()).scalar(now).scalar(now.plus(CLAIMED_FOR)).parameters())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new DueBreaker(
                                TenantId.of(row.text(0)),
                                CARRIER.convertToEntityAttribute(row.text(1))))
                    .toList());
  }
}
