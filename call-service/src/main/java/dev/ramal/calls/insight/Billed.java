package dev.ramal.calls.insight;

import dev.ramal.kit.tenancy.SqlRow;
import java.math.BigDecimal;

/**
 * What billing says that calls cost, in BRL.
 *
 * @param calls of which it has said so
 * @param cost what carriers charge or, by the tariff, are expected to
 * @param price what the organization pays by its tariff
 */
record Billed(long calls, BigDecimal cost, BigDecimal price) {
  static final Billed NOTHING = new Billed(0, BigDecimal.ZERO, BigDecimal.ZERO);

  /** The sums of {@link InsightSql}, in their order. */
  static Billed of(SqlRow row, int first) {
    long calls = row.bigint(first);
    return calls == 0 ? NOTHING : new Billed(calls, row.decimal(first + 1), row.decimal(first + 2));
  }

  Billed plus(Billed other) {
    return new Billed(calls + other.calls, cost.add(other.cost), price.add(other.price));
  }
}
