package dev.ramal.billing.rating;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;

/**
 * Finds the most specific covering rule of a tariff ({@link Rule#BY_SPECIFICITY}) without trying
 * all of them. Made once, never changed.
 */
final class RuleIndex {
  private final MeterRules[] byMeter = new MeterRules[Meter.values().length];

  RuleIndex(List<Rule> rules) {
    rules.stream()
        .collect(groupingBy(Rule::meter))
        .forEach((meter, own) -> byMeter[meter.ordinal()] = MeterRules.of(own));
  }

  /** Null when no rule covers the usage. */
  Rule covering(Usage usage) {
    MeterRules rules = byMeter[usage.meter().ordinal()];
    return rules == null ? null : rules.covering(usage);
  }

  /**
   * @param ofAnyNumber null when every rule has a prefix
   */
  private record MeterRules(PrefixTable byPrefix, Candidates ofAnyNumber) {
    static MeterRules of(List<Rule> rules) {
      Map<String, Candidates> byPrefix =
          rules.stream()
              .filter(rule -> rule.prefix() != null)
              .collect(groupingBy(Rule::prefix, collectingAndThen(toList(), RuleGroup::of)));
      List<Rule> ofAny = rules.stream().filter(rule -> rule.prefix() == null).toList();
      return new MeterRules(
          new PrefixTable(byPrefix), ofAny.isEmpty() ? null : RuleGroup.of(ofAny));
    }

    Rule covering(Usage usage) {
      int place = byPrefix.longest(usage.party());
      while (place != PrefixTable.NONE) {
        Rule rule = byPrefix.at(place).covering(usage);
        if (rule != null) {
          return rule;
        }
        place = byPrefix.shorter(place);
      }
      return ofAnyNumber == null ? null : ofAnyNumber.covering(usage);
    }
  }
}
