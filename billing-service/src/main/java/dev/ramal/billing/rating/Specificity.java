package dev.ramal.billing.rating;

import dev.ramal.events.DestinationClass;
import java.util.Comparator;

/**
 * Which of several covering rules rates a use: the longest number prefix, then the longest class,
 * then a named leg before any leg, a named carrier before any carrier, a named direction before any
 * direction. Two rules of a tariff that ask the same are refused when it is made, so the order is
 * total and never depends on how the rules were listed.
 */
final class Specificity {
  static final Comparator<Rule> ORDER =
      Comparator.<Rule>comparingInt(rule -> length(rule.prefix()))
          .thenComparingInt(rule -> length(rule.destinationClass()))
          .thenComparing(rule -> rule.leg() != null)
          .thenComparing(rule -> rule.carrier() != null)
          .thenComparing(rule -> rule.direction() != null);

  private Specificity() {}

  private static int length(DestinationClass asked) {
    return asked == null ? 0 : asked.word().length();
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
