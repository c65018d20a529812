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
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger entry as a row of the table, both ways. */
final class EntryRow {
  static final String COLUMNS =
      """
      tenant, usage_id, number, kind, revision, subject, subject_id, leg, meter, carrier, direction,
      destination_class, party, used_quantity, occurred_at, quantity, billed_quantity, tariff_id,
      tariff_version, rule, cost, price, carrier_price, carrier_currency, carrier_brl,
      exchange_rate, exchange_from, exchange_source, explanation, causation, recorded_at
      """;

  private EntryRow() {}

  static Map<String, Object> write(LedgerEntry entry) {
    Usage usage = entry.usage();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", entry.id());
    row.put("tenant", entry.key().tenant());
    row.put("usage_id", entry.usageId());
    row.put("number", entry.number());
    row.put("kind", entry.kind());
    row.put("revision", entry.revision());
    row.put("month", entry.month());
    row.put("subject", entry.key().subject());
    row.put("subject_id", entry.key().subjectId());
    row.put("leg", entry.key().leg());
    row.put("meter", entry.key().meter());
    row.put("carrier", usage.carrier());
    row.put("direction", usage.direction());
    row.put("destination_class", usage.destinationClass());
    row.put("party", usage.party());
    row.put("used_quantity", usage.quantity());
    row.put("occurred_at", usage.occurredAt());
    row.put("quantity", entry.quantity());
    row.put("billed_quantity", entry.billedQuantity());
    row.put("tariff_id", entry.tariffId());
    row.put("tariff_version", entry.tariffVersion());
    row.put("rule", entry.ruleId());
    row.put("cost", entry.cost().amount().toPlainString());
    row.put("price", entry.price().amount().toPlainString());
    row.put("explanation", String.join("\n", entry.explanation()));
    row.put("causation", entry.causation());
    row.put("recorded_at", entry.recordedAt());
    if (entry.carrierPrice() != null) {
      write(entry.carrierPrice(), row);
    }
    return row;
  }

  private static void write(Converted price, Map<String, Object> row) {
    row.put("carrier_price", price.original().amount().toPlainString());
    row.put("carrier_currency", price.original().currency());
    row.put("carrier_brl", price.brl().amount().toPlainString());
    if (price.rate() != null) {
      row.put("exchange_rate", price.rate().brl().toPlainString());
      row.put("exchange_from", price.rate().from());
      row.put("exchange_source", price.rate().source());
    }
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
            row.getOffsetDateTime("occurred_at").toInstant()),
        row.getLong("quantity"),
        row.getLong("billed_quantity"),
        row.getUUID("tariff_id"),
        row.getString("tariff_version"),
        row.getString("rule"),
        new Money(row.getBigDecimal("cost"), "BRL"),
        new Money(row.getBigDecimal("price"), "BRL"),
        carrierPrice(row),
        List.of(row.getString("explanation").split("\n")),
        row.getString("causation"),
        row.getOffsetDateTime("recorded_at").toInstant());
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
}
