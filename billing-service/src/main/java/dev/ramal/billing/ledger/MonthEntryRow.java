package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;

/** The columns of the ledger that a month needs; read by their place, a million times. */
final class MonthEntryRow {
  static final String COLUMNS =
      """
      usage_id, number, kind, subject, subject_id, leg, meter, destination_class, carrier,
      direction, party, occurred_at, quantity, billed_quantity, tariff_version, rule, cost, price,
      carrier_price, carrier_currency, carrier_brl, exchange_rate, exchange_from, exchange_source,
      agent_id, agent_name, contact_id, campaign_id
      """;

  private MonthEntryRow() {}

  static MonthEntry read(Row row) {
    String carrier = row.getString(8);
    String direction = row.getString(9);
    return new MonthEntry(
        row.getUUID(0),
        row.getInteger(1),
        EntryKind.of(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Meter.of(row.getString(6)),
        DestinationClass.ofNullable(row.getString(7)),
        carrier == null ? null : Carrier.of(carrier),
        direction == null ? null : Direction.of(direction),
        row.getString(10),
        new Attribution(row.getString(24), row.getString(25), row.getString(26), row.getString(27)),
        row.getOffsetDateTime(11).toInstant(),
        row.getLong(12),
        row.getLong(13),
        row.getString(14),
        row.getString(15),
        carrierPrice(row),
        new Money(row.getBigDecimal(16), "BRL"),
        new Money(row.getBigDecimal(17), "BRL"));
  }

  private static Converted carrierPrice(Row row) {
    BigDecimal amount = row.getBigDecimal(18);
    if (amount == null) {
      return null;
    }
    String currency = row.getString(19);
    BigDecimal rate = row.getBigDecimal(21);
    return new Converted(
        new Money(row.getBigDecimal(20), "BRL"),
        new Money(amount, currency),
        rate == null
            ? null
            : new ExchangeRate(
                currency, row.getLocalDate(22), rate.stripTrailingZeros(), row.getString(23)));
  }
}
