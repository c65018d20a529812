package dev.ramal.billing.rating;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A version of the rules with the time in which it holds. Never changed once made: another version
 * follows it.
 *
 * @param id ours
 * @param version readable, unique per owner, shown on every line rated by it
 * @param validFrom first instant
 * @param validTo first instant after; null while open
 * @param source where the figures come from
 * @param inForce false for figures kept only for comparison
 * @param rules at least one
 */
public record Tariff(
    UUID id,
    String version,
    Instant validFrom,
    Instant validTo,
    String source,
    boolean inForce,
    List<Rule> rules) {
  public Tariff {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(validFrom, "validFrom");
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a tariff has at least one rule");
    }
    if (validTo != null && !validTo.isAfter(validFrom)) {
      throw new IllegalArgumentException("a tariff ends after it begins");
    }
    refuseAmbiguity(rules);
  }

  public boolean holdsAt(Instant instant) {
    return inForce
        && !instant.isBefore(validFrom)
        && (validTo == null || instant.isBefore(validTo));
  }

  /** The most specific covering rule; see {@link Specificity}. */
  public Optional<Rule> ruleFor(Usage usage) {
    return rules.stream().filter(rule -> rule.covers(usage)).max(Specificity.ORDER);
  }

  /** The rule of that id. */
  public Optional<Rule> rule(String ruleId) {
    return rules.stream().filter(rule -> rule.id().equals(ruleId)).findFirst();
  }

  private static void refuseAmbiguity(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      for (Rule other : rules.subList(i + 1, rules.size())) {
        Rule rule = rules.get(i);
        if (rule.id().equals(other.id())) {
          throw new IllegalArgumentException("two rules are called " + rule.id());
        }
        if (rule.asksTheSameAs(other)) {
          throw new IllegalArgumentException(
              "rules " + rule.id() + " and " + other.id() + " cover exactly the same uses");
        }
      }
    }
  }
}
