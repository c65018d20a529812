package dev.ramal.billing.rating;

import dev.ramal.events.DestinationClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules of one meter and one prefix, the most specific first. Few are tried one after the other;
 * many are found by class and leg.
 */
final class RuleGroup implements Candidates {
  private static final int FEW = 8;

  private final Rule[] rules;
  private final Map<ClassAndLeg, Rule[]> byClassAndLeg;

  private RuleGroup(Rule[] rules) {
    this.rules = rules;
    this.byClassAndLeg = rules.length <= FEW ? null : divided(rules);
  }

  /** A rule that is alone is its own group: in a long tariff most are. */
  static Candidates of(List<Rule> rules) {
    return rules.size() == 1
        ? rules.get(0)
        : new RuleGroup(rules.stream().sorted(Rule.BY_SPECIFICITY.reversed()).toArray(Rule[]::new));
  }

  @Override
  public Rule covering(Usage usage) {
    return byClassAndLeg == null ? firstOf(rules, usage) : byClass(usage);
  }

  private Rule byClass(Usage usage) {
    DestinationClass used = usage.destinationClass();
    String word = used == null ? null : used.word();
    while (word != null) {
      Rule rule = byLeg(word, usage);
      if (rule != null) {
        return rule;
      }
      int dash = word.lastIndexOf('-');
      word = dash < 0 ? null : word.substring(0, dash);
    }
    return byLeg(null, usage);
  }

  private Rule byLeg(String word, Usage usage) {
    if (usage.leg() != null) {
      Rule rule = firstOf(byClassAndLeg.get(new ClassAndLeg(word, usage.leg())), usage);
      if (rule != null) {
        return rule;
      }
    }
    return firstOf(byClassAndLeg.get(new ClassAndLeg(word, null)), usage);
  }

  private static Rule firstOf(Rule[] rules, Usage usage) {
    if (rules != null) {
      for (Rule rule : rules) {
        if (rule.covering(usage) != null) {
          return rule;
        }
      }
    }
    return null;
  }

  private static Map<ClassAndLeg, Rule[]> divided(Rule[] sorted) {
    Map<ClassAndLeg, Rule[]> divided = new HashMap<>();
    for (Rule rule : sorted) {
      divided.merge(ClassAndLeg.of(rule), new Rule[] {rule}, RuleGroup::joined);
    }
    return divided;
  }

  private static Rule[] joined(Rule[] before, Rule[] after) {
    Rule[] all = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    return all;
  }

  private record ClassAndLeg(String word, String leg) {
    static ClassAndLeg of(Rule rule) {
      return new ClassAndLeg(
          rule.destinationClass() == null ? null : rule.destinationClass().word(), rule.leg());
    }
  }
}
