package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.HourSums;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import java.util.Comparator;

/**
 * What is one line of a statement, and later of an invoice.
 *
 * @param destinationClass never null: empty when the usage has none
 * @param leg never null: empty when the usage has none
 */
public record LineKey(Meter meter, DestinationClass destinationClass, String leg)
    implements Comparable<LineKey> {
  private static final DestinationClass NONE = new DestinationClass("");
  private static final Comparator<LineKey> ORDER =
      Comparator.comparing(LineKey::meter)
          .thenComparing(LineKey::destinationClass)
          .thenComparing(LineKey::leg);

  public static LineKey of(MonthEntry entry) {
    DestinationClass known = entry.destinationClass();
    return new LineKey(
        entry.meter(), known == null ? NONE : known, entry.leg() == null ? "" : entry.leg());
  }

  static LineKey of(HourSums sums) {
    return new LineKey(sums.meter(), sums.destinationClass(), sums.leg());
  }

  @Override
  public int compareTo(LineKey other) {
    return ORDER.compare(this, other);
  }
}
