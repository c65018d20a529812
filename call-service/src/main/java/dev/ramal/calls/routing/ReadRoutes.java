package dev.ramal.calls.routing;

import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.routing.RouteTerms.CarrierTerms;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.numbering.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a route depends on: the accounts, and with one more statement settings, costs and how the
 * carriers do. It is read with every click.
 */
@ApplicationScoped
public class ReadRoutes {
  static final String TERMS =
      """
      select wanted.carrier, e.per_minute, e.currency, e.as_of::text, e.source,
        s.prefer, s.carriers, h.state, h.failures, h.trips, h.since, h.ask_at,
        r.dials, r.refused, r.unclear, r.answer_millis, r.ended, r.answered, r.failed
      from unnest($3::text[]) as wanted (carrier)
      left join carrier_health h on h.tenant = $1 and h.carrier = wanted.carrier
      left join lateral (
        select sum(dials) as dials, sum(refused) as refused, sum(unclear) as unclear,
          sum(answer_millis)::bigint as answer_millis, sum(ended) as ended,
          sum(answered) as answered, sum(failed) as failed
        from carrier_recent
        where tenant = $1 and carrier = wanted.carrier and slot > $4) r on true
      left join cost_estimates e on e.carrier = wanted.carrier and e.destination_class = $2
      left join routing_settings s on s.tenant = $1
      """;

  private static final CarrierColumn CARRIER = new CarrierColumn();

  private final CarrierAccounts accounts;
  private final RoutingConfig config;
  private final Clock clock;

  ReadRoutes(CarrierAccounts accounts, RoutingConfig config, Clock clock) {
    this.accounts = accounts;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param carriers that come into question
   */
  public Uni<RouteTerms> read(Sql sql, TenantId tenant, E164 to, List<Carrier> carriers) {
    Object[] parameters =
        Columns.of(carriers)
            .scalar(tenant.value())
            .scalar(rowOf(Destinations.ofCall(to.value())).word())
            .text(CARRIER::convertToDatabaseColumn)
            .scalar(clock.instant().minus(config.recentFor()))
            .parameters();
    return Uni.combine()
        .all()
        .unis(accounts.enabled(sql, tenant, carriers), sql.query(TERMS, parameters))
        .collectFailures()
        .with((enabled, rows) -> new RouteTerms(settings(rows), enabled, terms(rows)));
  }

  /** Abroad, one row stands for every country; 4004 and its like are landlines. */
  private static DestinationClass rowOf(DestinationClass destination) {
    return Stream.of(DestinationClass.INTERNATIONAL, DestinationClass.LANDLINE)
        .filter(destination::isWithin)
        .findFirst()
        .orElse(destination);
  }

  private static RoutingSettings settings(List<SqlRow> rows) {
    return rows.stream()
        .findFirst()
        .map(row -> RoutingSettings.stored(row.text(5), row.text(6)))
        .orElse(RoutingSettings.DEFAULT);
  }

  private static Map<Carrier, CarrierTerms> terms(List<SqlRow> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> CARRIER.convertToEntityAttribute(row.text(0)),
                row ->
                    new CarrierTerms(
                        estimate(row),
                        BreakerRepository.breaker(row, 7),
                        RecentRepository.recent(row, 12))));
  }

  private static Estimate estimate(SqlRow row) {
    return row.decimal(1) == null
        ? null
        : new Estimate(
            new Money(row.decimal(1), row.text(2)), LocalDate.parse(row.text(3)), row.text(4));
  }
}
