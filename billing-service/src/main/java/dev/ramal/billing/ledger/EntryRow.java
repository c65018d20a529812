package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A ledger entry as a row of the table, both ways. */
final class EntryRow {
  /** Columns as they are written, each with what an entry puts there. */
  private static final List<Column> WRITTEN =
      List.of(
          new Column("id", Type.UUID, LedgerEntry::id),
          new Column("tenant", Type.TEXT, entry -> entry.key().tenant()),
          new Column("usage_id", Type.UUID, LedgerEntry::usageId),
          new Column("number", Type.INT, LedgerEntry::number),
          new Column("kind", Type.TEXT, entry -> entry.kind().wire()),
          new Column("revision", Type.INT, LedgerEntry::revision),
          new Column("month", Type.TEXT, LedgerEntry::month),
          new Column("subject", Type.TEXT, entry -> entry.key().subject()),
          new Column("subject_id", Type.TEXT, entry -> entry.key().subjectId()),
          new Column("leg", Type.TEXT, entry -> entry.key().leg()),
          new Column("meter", Type.TEXT, entry -> entry.key().meter().wire()),
          new Column("carrier", Type.TEXT, EntryRow::carrier),
          new Column("direction", Type.TEXT, EntryRow::direction),
          new Column("destination_class", Type.TEXT, entry -> entry.usage().destinationClass()),
          new Column("party", Type.TEXT, entry -> entry.usage().party()),
          new Column("agent_id", Type.TEXT, entry -> entry.by().agentId()),
          new Column("agent_name", Type.TEXT, entry -> entry.by().agentName()),
          new Column("contact_id", Type.TEXT, entry -> entry.by().contactId()),
          new Column("campaign_id", Type.TEXT, entry -> entry.by().campaignId()),
          new Column("used_quantity", Type.BIGINT, entry -> entry.usage().quantity()),
          new Column("preceding_quantity", Type.BIGINT, entry -> entry.usage().preceding()),
          new Column("occurred_at", Type.TIME, entry -> entry.usage().occurredAt()),
          new Column("quantity", Type.BIGINT, LedgerEntry::quantity),
          new Column("billed_quantity", Type.BIGINT, LedgerEntry::billedQuantity),
          new Column("tariff_id", Type.UUID, LedgerEntry::tariffId),
          new Column("tariff_version", Type.TEXT, LedgerEntry::tariffVersion),
          new Column("rule", Type.TEXT, LedgerEntry::ruleId),
          new Column("cost", Type.NUMERIC, entry -> plain(entry.cost())),
          new Column("price", Type.NUMERIC, entry -> plain(entry.price())),
          new Column("explanation", Type.TEXT, entry -> String.join("\n", entry.explanation())),
          new Column("causation", Type.TEXT, LedgerEntry::causation),
          new Column("recorded_at", Type.TIME, LedgerEntry::recordedAt),
          foreign("carrier_price", Type.NUMERIC, price -> plain(price.original())),
          foreign("carrier_currency", Type.TEXT, price -> price.original().currency()),
          foreign("carrier_brl", Type.NUMERIC, price -> plain(price.brl())),
          exchange("exchange_rate", Type.NUMERIC, rate -> rate.brl().toPlainString()),
          exchange("exchange_from", Type.DATE, ExchangeRate::from),
          exchange("exchange_source", Type.TEXT, ExchangeRate::source),
          new Column("cause", Type.TEXT, EntryRow::cause),
          new Column("callback", Type.TEXT, entry -> entry.origin().callback()),
          new Column("carrier_ref", Type.TEXT, entry -> entry.origin().carrierReference()));

  static final List<String> NAMES = WRITTEN.stream().map(Column::name).toList();

  static final String COLUMNS =
      """
      tenant, usage_id, number, kind, revision, subject, subject_id, leg, meter, carrier, direction,
      destination_class, party, agent_id, agent_name, contact_id, campaign_id, used_quantity, preceding_quantity,
      occurred_at, quantity, billed_quantity, tariff_id, tariff_version, rule, cost, price, carrier_price, carrier_currency, carrier_brl,
      exchange_rate, exchange_from, exchange_source, explanation, causation, recorded_at,
      cause, callback, carrier_ref
      """;

  private EntryRow() {}

  /** Appends as many entries as {@link #parameters} is given. */
  static String insert() {
    List<String> given = new ArrayList<>();
    for (Column column : WRITTEN) {
      given.add("$" + (given.size() + 1) + column.type().cast);
    }
    return "insert into ledger_entries (%s) select * from unnest(%s)"
        .formatted(String.join(", ", NAMES), String.join(", ", given));
  }

  static Object[] parameters(List<LedgerEntry> entries) {
    Columns<LedgerEntry> columns = Columns.of(entries);
    WRITTEN.forEach(column -> column.type().add(columns, column.value()));
    return columns.parameters();
  }

  static LedgerEntry read(Row row) {
    Meter meter = Meter.of(row.getString("meter"));
    String carrier = row.getString("carrier");
    String direction = row.getString("direction");
    return new LedgerEntry(
        new UsageKey(
            TenantId.of(row.getString("tenant")),
            row.getString("subject"),
            row.getString("subject_id"),
            row.getString("leg"),
            meter),
        row.getInteger("number"),
        EntryKind.of(row.getString("kind")),
        row.getInteger("revision"),
        new Usage(
            meter,
            row.getString("leg"),
            carrier == null ? null : Carrier.of(carrier),
            direction == null ? null : Direction.of(direction),
            DestinationClass.ofNullable(row.getString("destination_class")),
            row.getString("party"),
            row.getLong("used_quantity"),
            row.getOffsetDateTime("occurred_at").toInstant(),
            null,
            row.getLong("preceding_quantity")),
        new Attribution(
            row.getString("agent_id"),
            row.getString("agent_name"),
            row.getString("contact_id"),
            row.getString("campaign_id")),
        row.getLong("quantity"),
        row.getLong("billed_quantity"),
        row.getUUID("tariff_id"),
        row.getString("tariff_version"),
        row.getString("rule"),
        new Money(row.getBigDecimal("cost"), "BRL"),
        new Money(row.getBigDecimal("price"), "BRL"),
        carrierPrice(row),
        List.of(row.getString("explanation").split("\n")),
        origin(row),
        row.getOffsetDateTime("recorded_at").toInstant());
  }

  private static EntryOrigin origin(Row row) {
    String cause = row.getString("cause");
    return new EntryOrigin(
        cause == null ? null : EntryCause.of(cause),
        row.getString("causation"),
        row.getString("callback"),
        row.getString("carrier_ref"));
  }

  private static String cause(LedgerEntry entry) {
    EntryCause cause = entry.origin().cause();
    return cause == null ? null : cause.wire();
  }

  private static Converted carrierPrice(Row row) {
    BigDecimal amount = row.getBigDecimal("carrier_price");
    if (amount == null) {
      return null;
    }
    String currency = row.getString("carrier_currency");
    BigDecimal rate = row.getBigDecimal("exchange_rate");
    return new Converted(
        new Money(row.getBigDecimal("carrier_brl"), "BRL"),
        new Money(amount, currency),
        rate == null
            ? null
            : new ExchangeRate(
                currency,
                row.getLocalDate("exchange_from"),
                rate.stripTrailingZeros(),
                row.getString("exchange_source")));
  }

  private static String carrier(LedgerEntry entry) {
    Carrier carrier = entry.usage().carrier();
    return carrier == null ? null : carrier.wire();
  }

  private static String direction(LedgerEntry entry) {
    Direction direction = entry.usage().direction();
    return direction == null ? null : direction.wire();
  }

  private static Column foreign(String name, Type type, Function<Converted, Object> value) {
    return new Column(
        name,
        type,
        entry -> entry.carrierPrice() == null ? null : value.apply(entry.carrierPrice()));
  }

  private static Column exchange(String name, Type type, Function<ExchangeRate, Object> value) {
    return foreign(name, type, price -> price.rate() == null ? null : value.apply(price.rate()));
  }

  private static String plain(Money money) {
    return money.amount().toPlainString();
  }

  private record Column(String name, Type type, Function<LedgerEntry, Object> value) {}

  private enum Type {
    TEXT("::text[]"),
    UUID("::text[]::uuid[]"),
    NUMERIC("::text[]::numeric[]"),
    DATE("::text[]::date[]"),
    INT("::int[]"),
    BIGINT("::bigint[]"),
    TIME("::timestamptz[]");

    private final String cast;

    Type(String cast) {
      this.cast = cast;
    }

    void add(Columns<LedgerEntry> columns, Function<LedgerEntry, Object> value) {
      switch (this) {
        case INT -> columns.integer(entry -> (Integer) value.apply(entry));
        case BIGINT -> columns.bigint(entry -> (Long) value.apply(entry));
        case TIME -> columns.instant(entry -> (Instant) value.apply(entry));
        default -> columns.text(value);
      }
    }
  }
}
