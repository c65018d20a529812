package dev.ramal.calls.routing;

import dev.ramal.calls.routing.KeepRecent.Slot;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/** Sums of dials and calls, by organization, carrier and slot of five minutes. */
@ApplicationScoped
class RecentRepository {
  private static final String ADD =
      """
      insert into carrier_recent as r (tenant, carrier, slot, dials, refused, unclear,
        answer_millis, ended, answered, failed)
      select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::int[],
        $6::int[], $7::bigint[], $8::int[], $9::int[], $10::int[])
      on conflict (tenant, carrier, slot) do update set dials = r.dials + excluded.dials,
        refused = r.refused + excluded.refused, unclear = r.unclear + excluded.unclear,
        answer_millis = r.answer_millis + excluded.answer_millis,
        ended = r.ended + excluded.ended, answered = r.answered + excluded.answered,
        failed = r.failed + excluded.failed
      """;

  private static final String ALL =
      """
      select carrier, sum(dials), sum(refused), sum(unclear), sum(answer_millis)::bigint,
        sum(ended), sum(answered), sum(failed)
      from carrier_recent where tenant = $1 and slot > $2 group by carrier
      """;

  private static final String FORGET = "delete from carrier_recent where slot < $1";

  private static final CarrierColumn CARRIER = new CarrierColumn();

  private final RoutingConfig config;
  private final Clock clock;

  RecentRepository(RoutingConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * In one order, so that replicas wait for each other instead of deadlocking.
   *
   * @param old what began before is forgotten
   */
  @AcrossTenants("sums of all organizations are stored together")
  Uni<Void> add(Sql sql, Map<Slot, CarrierFigures> sums, Instant old) {
    List<Entry<Slot, CarrierFigures>> rows =
        sums.entrySet().stream().sorted(Entry.comparingByKey()).toList();
    Object[] columns =
        Columns.of(rows)
            .text(row -> row.getKey().tenant())
            .text(row -> CARRIER.convertToDatabaseColumn(row.getKey().carrier()))
            .instant(row -> row.getKey().begin())
            .integer(row -> row.getValue().dials())
            .integer(row -> row.getValue().refused())
            .integer(row -> row.getValue().unclear())
            .bigint(row -> row.getValue().answerMillis())
            .integer(row -> row.getValue().ended())
            .integer(row -> row.getValue().answered())
            .integer(row -> row.getValue().failed())
            .parameters();
    return Sql.together(
        List.of(
            sql.query(ADD, columns),
            sql.query(FORGET, Columns.of(List.of()).scalar(old).parameters())));
  }

  /** Of an organization, by carrier. */
  Uni<Map<Carrier, CarrierFigures>> all(Sql sql, TenantId tenant) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(clock.instant().minus(config.recentFor()))
            .parameters();
    return sql.query(ALL, parameters)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> CARRIER.convertToEntityAttribute(row.text(0)),
                            row -> recent(row, 1))));
  }

  /** From the sums, in the order of the columns, beginning at one of them. */
  static CarrierFigures recent(SqlRow row, int first) {
    return row.bigint(first) == null
        ? CarrierFigures.NONE
        : new CarrierFigures(
            row.integer(first),
            row.integer(first + 1),
            row.integer(first + 2),
            row.bigint(first + 3),
            row.integer(first + 4),
            row.integer(first + 5),
            row.integer(first + 6));
  }
}
