package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.Meter;
import java.util.Comparator;

/**
 * What is one line of a statement, and later of an invoice.
 *
 * @param destinationClass never null: empty when the usage has none
 * @param leg never null: empty when the usage has none
 */
public record LineKey(Meter meter, String destinationClass, String leg)
    implements Comparable<LineKey> {
  private static final Comparator<LineKey> ORDER =
      Comparator.comparing(LineKey::meter)
          .thenComparing(LineKey::destinationClass)
          .thenComparing(LineKey::leg);

  static LineKey of(LedgerEntry entry) {
    return new LineKey(
        entry.key().meter(),
        orEmpty(entry.usage().destinationClass()),
        orEmpty(entry.usage().leg()));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  @Override
  public int compareTo(LineKey other) {
    return ORDER.compare(this, other);
  }
}
