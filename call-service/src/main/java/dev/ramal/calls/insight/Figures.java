package dev.ramal.calls.insight;

import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.SqlRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What calls amount to.
 *
 * @param calls that are over
 * @param answered of them, those that completed: somebody talked
 * @param rung of them, those that rang anywhere
 * @param ringSeconds of all that rang
 * @param talkSeconds of all that completed
 * @param shortCalls of those that completed, those of six seconds or less
 * @param costs what carriers charged, by currency, as far as they have told
 * @param billed what billing says of them
 */
record Figures(
    long calls,
    long answered,
    long rung,
    long ringSeconds,
    long talkSeconds,
    long shortCalls,
    Map<String, BigDecimal> costs,
    Billed billed) {
  static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, Map.of(), Billed.NOTHING);

  /** The sums of {@link InsightSql}, in their order. */
  static Figures of(SqlRow row, int first, String currency, Billed billed) {
    BigDecimal cost = row.decimal(first + 6);
    return new Figures(
        row.bigint(first),
        row.bigint(first + 1),
        row.bigint(first + 2),
        row.bigint(first + 3),
        row.bigint(first + 4),
        row.bigint(first + 5),
        currency.isEmpty() || cost == null ? Map.of() : Map.of(currency, cost),
        billed);
  }

  /** Only what billing says; the rest is summed elsewhere. */
  static Figures of(Billed billed) {
    return new Figures(0, 0, 0, 0, 0, 0, Map.of(), billed);
  }

  Figures plus(Figures other) {
    Map<String, BigDecimal> both = new TreeMap<>(costs);
    other.costs.forEach((currency, amount) -> both.merge(currency, amount, BigDecimal::add));
    return new Figures(
        calls + other.calls,
        answered + other.answered,
        rung + other.rung,
        ringSeconds + other.ringSeconds,
        talkSeconds + other.talkSeconds,
        shortCalls + other.shortCalls,
        both,
        billed.plus(other.billed));
  }

  List<Money> money() {
    return costs.entrySet().stream()
        .map(cost -> new Money(cost.getValue(), cost.getKey()))
        .toList();
  }

  /** Null where there is nothing to divide by. */
  static BigDecimal share(long part, long whole, int digits) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), digits, RoundingMode.HALF_EVEN);
  }
}
