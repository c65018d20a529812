package dev.ramal.billing.reconciliation;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides how a file is read and judged.
 *
 * @param connection our id of the account at the carrier; null for all of the carrier's
 * @param direction of the messages that are compared; null for both, and for calls
 * @param zone in which the carrier cuts its months
 * @param headings of columns whose heading the carrier's form does not know
 */
record ReconciliationSettings(
    BillingMonth month,
    Carrier carrier,
    DetailKind kind,
    String connection,
    Direction direction,
    ZoneId zone,
    Charge charge,
    Map<DetailColumn, String> headings,
    DetailFormat format,
    Tolerances tolerances) {
  /** Calls whose days lie so far from the month are in another file, or the month is wrong. */
  private static final Duration NEAR = Duration.ofDays(62);

  /** Around the month: what the carrier and we date on different sides of its edges. */
  private static final Duration AROUND = Duration.ofDays(2);

  Instant monthBegins() {
    return month.value().atDay(1).atStartOfDay(zone).toInstant();
  }

  Instant monthEnds() {
    return month.next().value().atDay(1).atStartOfDay(zone).toInstant();
  }

  Instant from() {
    return monthBegins().minus(AROUND);
  }

  Instant to() {
    return monthEnds().plus(AROUND);
  }

  /** What lies between is missed when the file does not have it. */
  Instant expectedFrom() {
    return monthBegins().plus(edge());
  }

  Instant expectedTo() {
    return monthEnds().minus(edge());
  }

  boolean isNear(Instant time) {
    return !time.isBefore(monthBegins().minus(NEAR)) && time.isBefore(monthEnds().plus(NEAR));
  }

  /** Messages have whole segments. */
  int quantityTolerance() {
    return kind == DetailKind.CALLS ? tolerances.seconds() : 0;
  }

  /** The same for the same settings, another for others. */
  String fingerprint() {
    Map<String, Object> all = new TreeMap<>();
    all.put("month", month.toString());
    all.put("carrier", carrier.wire());
    all.put("kind", kind.wire());
    all.put("connection", connection == null ? "" : connection);
    if (kind == DetailKind.MESSAGES) {
      all.put("direction", direction == null ? "both" : direction.wire());
    }
    all.put("zone", zone.getId());
    all.put("charge", charge.wire());
    Map<String, String> columns = new TreeMap<>();
    headings.forEach((column, heading) -> columns.put(column.wire(), heading));
    all.put("columns", columns);
    all.put("tolerances", tolerances);
    return EventJson.write(all);
  }

  private Duration edge() {
    return Duration.ofMinutes(tolerances.edgeMinutes());
  }
}
