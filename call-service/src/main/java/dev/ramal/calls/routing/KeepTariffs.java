package dev.ramal.calls.routing;

import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps what carriers charge for a call of ours to somebody. A tariff is a row that knows which of
 * its parts were heard; it counts with the last of them, in whichever order they come.
 */
@ApplicationScoped
class KeepTariffs implements BatchHandler {
  /** The reference's owner: no organization can be called that. */
  static final String REFERENCE = "*";

  private static final String VOICE = "voice-minute";

  /**
   * Takes the row, sorted by its key: of two sets with parts of one tariff the second waits, and
   * sees what the first has heard.
   */
  static final String TARIFFS =
      """
      insert into carrier_tariffs as known (id, tenant, version, valid_from, valid_to, parts, heard)
      select id::uuid, tenant, version, valid_from, valid_to, parts,
        string_to_array(heard, ' ')::int[]
      from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[],
        $6::int[], $7::text[]) as told (id, tenant, version, valid_from, valid_to, parts, heard)
      on conflict (id) do update set
        heard = array(select unnest(known.heard) union select unnest(excluded.heard))
      """;

  static final String RATES =
      """
      insert into carrier_rates (tariff_id, rule, tenant, prefix, destination_class, leg, carrier,
        direction, per_minute, connection_fee, currency, minimum, increment, grace)
      select tariff_id::uuid, rule, tenant, prefix, destination_class, leg, carrier, direction,
        per_minute::numeric, connection_fee::numeric, currency, minimum, increment, grace
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[],
        $13::bigint[], $14::bigint[]) as told (tariff_id, rule, tenant, prefix, destination_class,
        leg, carrier, direction, per_minute, connection_fee, currency, minimum, increment, grace)
      on conflict (tariff_id, rule) do nothing
      """;

  /**
   * A click asks for the rates of its own time, so that those of a tariff that ended can go; a
   * month leaves room for clocks and for whoever looks. Heard again, they come and go in one
   * transaction.
   */
  static final String PAST =
      """
      delete from carrier_rates where ctid = any(array(
        select rate.place from carrier_tariffs t
        cross join lateral (
          select ctid as place from carrier_rates where tariff_id = t.id offset 0) rate
        where t.complete and t.valid_to < now() - interval '30 days'))
      """;

  /**
   * A tariff without an end says what newer ones leave open, so that of it only those rates can go
   * that will never be asked for again: a newer tariff of the same owner that has no end either,
   * and has held for a month, has a rate of the same prefix that covers all that they cover.
   */
  static final String SUPERSEDED =
      """
      delete from carrier_rates where ctid = any(array(
        select old.ctid
        from carrier_tariffs lasting
        join carrier_rates newer on newer.tariff_id = lasting.id
        join carrier_rates old on old.tenant = newer.tenant and old.prefix = newer.prefix
        join carrier_tariffs t on t.id = old.tariff_id
        where lasting.tenant = any($1) and lasting.complete and lasting.valid_to is null
          and lasting.valid_from < now() - interval '30 days'
          and (t.valid_from, t.id) < (lasting.valid_from, lasting.id)
          and (newer.destination_class is null or newer.destination_class = old.destination_class
            or starts_with(old.destination_class, newer.destination_class || '-'))
          and (newer.leg is null or newer.leg = old.leg)
          and (newer.carrier is null or newer.carrier = old.carrier)
          and (newer.direction is null or newer.direction = old.direction)))
      """;

  private static final CarrierColumn CARRIER = new CarrierColumn();

  /**
   * A part, and whose tariff it belongs to.
   *
   * @param tenant an organization or {@link #REFERENCE}
   */
  record Told(String tenant, TariffPublished part) {}

  /** A rate, and where it stands. */
  private record Rate(Told told, CostRule rule) {}

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(TariffPublished.TYPE);
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    List<Told> told = new ArrayList<>();
    for (Delivery delivery : events) {
      delivery.attempt(() -> told.add(told(delivery.event())));
    }
    return told.isEmpty() ? Uni.createFrom().voidItem() : keep(sql, told);
  }

  private static Told told(ReceivedEvent event) {
    TariffPublished part = event.data(TariffPublished.class);
    UUID.fromString(part.tariffId());
    part.rules().forEach(rule -> new BigDecimal(rule.perUnit()));
    return new Told(part.reference() ? REFERENCE : event.tenant().value(), part);
  }

  @AcrossTenants("each row names its own")
  static Uni<Void> keep(Sql sql, List<Told> told) {
    Map<String, List<Told>> byTariff =
        told.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.part().tariffId(), TreeMap::new, Collectors.toList()));
    Object[] tariffs =
        Columns.of(List.copyOf(byTariff.values()))
            .text(parts -> parts.get(0).part().tariffId())
            .text(parts -> parts.get(0).tenant())
            .text(parts -> parts.get(0).part().version())
            .instant(parts -> parts.get(0).part().validFrom())
            .instant(parts -> parts.get(0).part().validTo())
            .integer(parts -> parts.get(0).part().parts())
            .text(KeepTariffs::numbers)
            .parameters();
    List<Rate> rates =
        byTariff.values().stream()
            .flatMap(List::stream)
            .flatMap(one -> one.part().rules().stream().map(rule -> new Rate(one, rule)))
            .filter(rate -> isOfCalls(rate.rule()))
            .toList();
    String[] owners = told.stream().map(Told::tenant).distinct().toArray(String[]::new);
    return Sql.together(
        List.of(
            sql.query(TARIFFS, tariffs),
            sql.query(RATES, columns(rates)),
            sql.query(PAST),
            sql.query(SUPERSEDED, (Object) owners)));
  }

  private static String numbers(List<Told> parts) {
    return parts.stream()
        .map(one -> "" + one.part().part())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Whether it may say what a call to somebody costs. */
  private static boolean isOfCalls(CostRule rule) {
    return VOICE.equals(rule.meter())
        && (rule.leg() == null || rule.leg().equals(LegName.LEAD.wire()))
        && rule.direction() != Direction.INBOUND;
  }

  private static Object[] columns(List<Rate> rates) {
    return Columns.of(rates)
        .text(rate -> rate.told().part().tariffId())
        .text(rate -> rate.rule().id())
        .text(rate -> rate.told().tenant())
        .text(rate -> rate.rule().prefix() == null ? "" : rate.rule().prefix())
        .text(rate -> rate.rule().destinationClass())
        .text(rate -> rate.rule().leg())
        .text(
            rate ->
                rate.rule().carrier() == null
                    ? null
                    : CARRIER.convertToDatabaseColumn(rate.rule().carrier()))
        .text(rate -> rate.rule().direction() == null ? null : rate.rule().direction().wire())
        .text(rate -> rate.rule().perUnit())
        .text(rate -> rate.rule().connectionFee())
        .text(rate -> rate.rule().currency())
        .bigint(rate -> rate.rule().minimum())
        .bigint(rate -> rate.rule().increment())
        .bigint(rate -> rate.rule().grace())
        .parameters();
  }
}
