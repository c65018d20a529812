package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.LedgerEntry;
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

  static LineKey of(LedgerEntry entry) {
    return new LineKey(entry.key().meter(), classOf(entry), orEmpty(entry.usage().leg()));
  }

  private static DestinationClass classOf(LedgerEntry entry) {
    DestinationClass known = entry.usage().destinationClass();
    return known == null ? NONE : known;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @Override
  public int compareTo(LineKey other) {
    return ORDER.compare(this, other);
  }
}
