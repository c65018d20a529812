package dev.ramal.messaging.insight;

import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.SqlRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What messages amount to.
 *
 * @param messages of ours, whatever became of them
 * @param sent the carrier has handed them on
 * @param failed ended otherwise; what was called off is none
 * @param replied answered, otherwise than by opting out
 * @param optedOut by an answer to them the contact wants no more
 * @param failures by the code of the reason, empty where nobody named one
 * @param costs what carriers charged, by currency, as far as they have told
 */
record MessageFigures(
    long messages,
    long sent,
    long delivered,
    long read,
    long failed,
    long replied,
    long optedOut,
    Map<String, Long> failures,
    Map<String, BigDecimal> costs) {
  static final MessageFigures NONE = new MessageFigures(0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());

  /** The sums of {@link MessageInsightSql}, in their order. */
  static MessageFigures of(SqlRow row, int first, String currency, String code) {
    long failed = row.bigint(first + 4);
    BigDecimal cost = row.decimal(first + 7);
    return new MessageFigures(
        row.bigint(first),
        row.bigint(first + 1),
        row.bigint(first + 2),
        row.bigint(first + 3),
        failed,
        row.bigint(first + 5),
        row.bigint(first + 6),
        failed == 0 ? Map.of() : Map.of(code, failed),
        currency.isEmpty() || cost == null ? Map.of() : Map.of(currency, cost));
  }

  MessageFigures plus(MessageFigures other) {
    Map<String, Long> reasons = new TreeMap<>(failures);
    other.failures.forEach((code, count) -> reasons.merge(code, count, Long::sum));
    Map<String, BigDecimal> both = new TreeMap<>(costs);
    other.costs.forEach((currency, amount) -> both.merge(currency, amount, BigDecimal::add));
    return new MessageFigures(
        messages + other.messages,
        sent + other.sent,
        delivered + other.delivered,
        read + other.read,
        failed + other.failed,
        replied + other.replied,
        optedOut + other.optedOut,
        reasons,
        both);
  }

  List<Money> money() {
    return costs.entrySet().stream()
        .map(cost -> new Money(cost.getValue(), cost.getKey()))
        .toList();
  }
}
