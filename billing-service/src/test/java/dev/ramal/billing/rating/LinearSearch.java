package dev.ramal.billing.rating;

import dev.ramal.events.Direction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the index must find, found by trying every rule: the meaning of a tariff, word by word. */
final class LinearSearch {
  private static final Comparator<Rule> MOST_SPECIFIC =
      Comparator.<Rule>comparingInt(rule -> rule.prefix() == null ? 0 : rule.prefix().length())
          .thenComparingInt(rule -> rule.destinationClass() == null ? -1 : word(rule).length())
          .thenComparing(rule -> rule.leg() != null)
          .thenComparing(rule -> rule.carrier() != null)
          .thenComparing(rule -> rule.direction() != null);

  private LinearSearch() {}

  static Optional<Rule> ruleFor(List<Rule> rules, Usage usage) {
    return rules.stream().filter(rule -> covers(rule, usage)).max(MOST_SPECIFIC);
  }

  private static boolean covers(Rule rule, Usage usage) {
    return rule.meter() == usage.meter()
        && (rule.leg() == null || rule.leg().equals(usage.leg()))
        && (rule.carrier() == null || rule.carrier() == usage.carrier())
        && coversDirection(rule, usage)
        && (rule.destinationClass() == null || coversClass(word(rule), usage))
        && (rule.prefix() == null
            || (usage.party() != null && usage.party().startsWith(rule.prefix())));
  }

  private static boolean coversDirection(Rule rule, Usage usage) {
    boolean isReceived =
        usage.meter() == Meter.MESSAGE_SEGMENT && usage.direction() == Direction.INBOUND;
    return rule.direction() == usage.direction() || (rule.direction() == null && !isReceived);
  }

  private static boolean coversClass(String word, Usage usage) {
    return usage.destinationClass() != null
        && (usage.destinationClass().word() + "-").startsWith(word + "-");
  }

  private static String word(Rule rule) {
    return rule.destinationClass().word();
  }
}
