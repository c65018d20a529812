package dev.ramal.calls.routing;

import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.routing.RouteTerms.CarrierTerms;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.carriers.health.BreakerColumns;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a route depends on: the accounts, and with one more statement settings, costs and how the
 * carriers do. It is read with every click.
 */
@ApplicationScoped
public class ReadRoutes {
  /**
   * Of the rates that cover the number, one: the own tariffs before the reference, of each the one
   * that began last, in it the rule that says most. As billing chooses, see its README.
   */
  private static final String RATE =
      """
      left join lateral (
        select t.version, (t.valid_from at time zone 'America/Sao_Paulo')::date::text as since,
          r.per_minute, r.connection_fee, r.currency, r.minimum, r.increment, r.grace
        from unnest(array['*', $1]) as owner (tenant)
        cross join unnest($5::text[]) as beginning (prefix)
        cross join lateral (
          select * from carrier_rates rate
          where rate.tenant = owner.tenant and rate.prefix = beginning.prefix
            and (rate.carrier is null or rate.carrier = wanted.carrier)
            and (rate.destination_class is null or rate.destination_class = any($6::text[]))
          offset 0) r
        cross join lateral (
          select version, valid_from from carrier_tariffs
          where id = r.tariff_id and complete and valid_from <= $7
            and (valid_to is null or valid_to > $7)
          limit 1) t
        order by owner.tenant = '*', t.valid_from desc, r.tariff_id desc, length(r.prefix) desc,
          length(coalesce(r.destination_class, '')) desc, r.leg is null, r.carrier is null,
          r.direction is null
        limit 1) c on true
      """;

  static final String TERMS =
      """
      select wanted.carrier, e.per_minute, e.currency, e.as_of::text, e.source,
        s.prefer, s.carriers, h.state, h.failures, h.trips, h.since, h.ask_at,
        r.dials, r.refused, r.unclear, r.answer_millis, r.ended, r.answered, r.failed,
        c.version, c.since, c.per_minute, c.connection_fee, c.currency, c.minimum, c.increment,
        c.grace
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
      """
          + RATE;

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
    Instant now = clock.instant();
    DestinationClass destination = Destinations.ofCall(to.value());
    Object[] parameters =
        Columns.of(carriers)
            .scalar(tenant.value())
            .scalar(rowOf(destination).word())
            .text(CARRIER::convertToDatabaseColumn)
            .scalar(now.minus(config.recentFor()))
            .scalar(beginnings(to))
            .scalar(classes(destination))
            .scalar(now)
            .parameters();
    return Uni.combine()
        .all()
        .unis(accounts.enabled(sql, tenant, carriers), sql.query(TERMS, parameters))
        .collectFailures()
        .with((enabled, rows) -> new RouteTerms(settings(rows), enabled, terms(rows), null));
  }

  /** All that a tariff may name to cover the number, and nothing for a rule of any number. */
  static String[] beginnings(E164 number) {
    String text = number.value();
    return IntStream.rangeClosed(1, text.length())
        .mapToObj(length -> length == 1 ? "" : text.substring(0, length))
        .toArray(String[]::new);
  }

  /** The class, and those that cover it. */
  static String[] classes(DestinationClass destination) {
    String word = destination.word();
    return IntStream.rangeClosed(1, word.length())
        .filter(length -> length == word.length() || word.charAt(length) == '-')
        .mapToObj(length -> word.substring(0, length))
        .toArray(String[]::new);
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

  private Map<Carrier, CarrierTerms> terms(List<SqlRow> rows) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> CARRIER.convertToEntityAttribute(row.text(0)),
                row ->
                    new CarrierTerms(
                        estimate(row),
                        BreakerColumns.breaker(row, 7),
                        RecentRepository.recent(row, 12))));
  }

  /** By the tariff; where none is known, the figure that this service came with; null without. */
  private Estimate estimate(SqlRow row) {
    if (row.text(19) != null) {
      CarrierRate rate =
          new CarrierRate(
              row.decimal(21),
              row.decimal(22),
              row.text(23),
              row.bigint(24),
              row.bigint(25),
              row.bigint(26));
      return Estimate.byTariff(
          row.text(19), rate, LocalDate.parse(row.text(20)), config.usualCall());
    }
    return row.decimal(1) == null
        ? null
        : Estimate.withoutTariff(
            new Money(row.decimal(1), row.text(2)),
            LocalDate.parse(row.text(3)),
            row.text(4),
            config.usualCall());
  }
}
