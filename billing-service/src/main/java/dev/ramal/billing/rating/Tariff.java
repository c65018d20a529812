package dev.ramal.billing.rating;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A version of the rules with the time in which it holds. Never changed once made: another version
 * follows it.
 */
public final class Tariff {
  private final UUID id;
  private final String version;
  private final Instant validFrom;
  private final Instant validTo;
  private final boolean inForce;
  private final List<Rule> rules;
  private final RuleIndex index;
  private final boolean joinsCalls;

  /**
   * @param id ours
   * @param version readable, unique per owner, shown on every entry rated by it
   * @param validFrom first instant
   * @param validTo first instant after; null while open
   * @param inForce false for figures kept only for comparison
   * @param rules at least one
   */
  public Tariff(
      UUID id,
      String version,
      Instant validFrom,
      Instant validTo,
      boolean inForce,
      List<Rule> rules) {
    this.id = Objects.requireNonNull(id, "id");
    this.version = Objects.requireNonNull(version, "version");
    this.validFrom = Objects.requireNonNull(validFrom, "validFrom");
    this.validTo = validTo;
    this.inForce = inForce;
    this.rules = List.copyOf(rules);
    if (this.rules.isEmpty()) {
      throw new IllegalArgumentException("a tariff has at least one rule");
    }
    if (validTo != null && !validTo.isAfter(validFrom)) {
      throw new IllegalArgumentException("a tariff ends after it begins");
    }
    refuseAmbiguity(this.rules);
    this.index = new RuleIndex(this.rules);
    this.joinsCalls = this.rules.stream().anyMatch(rule -> rule.joinWithin() > 0);
  }

  public UUID id() {
    return id;
  }

  public String version() {
    return version;
  }

  public Instant validFrom() {
    return validFrom;
  }

  /** First instant after; null while open. */
  public Instant validTo() {
    return validTo;
  }

  public List<Rule> rules() {
    return rules;
  }

  boolean joinsCalls() {
    return joinsCalls;
  }

  public boolean holdsAt(Instant instant) {
    return inForce
        && !instant.isBefore(validFrom)
        && (validTo == null || instant.isBefore(validTo));
  }

  /** The same rules, of the same id, as if they held at any time: for what might have been. */
  public Tariff atAnyTime() {
    return new Tariff(id, version, Instant.EPOCH, null, true, rules);
  }

  /** The most specific covering rule; see {@link Rule#BY_SPECIFICITY}. */
  public Optional<Rule> ruleFor(Usage usage) {
    return Optional.ofNullable(index.covering(usage));
  }

  /** The rule of that id. */
  public Optional<Rule> rule(String ruleId) {
    return rules.stream().filter(rule -> rule.id().equals(ruleId)).findFirst();
  }

  private static void refuseAmbiguity(List<Rule> rules) {
    Set<String> ids = new HashSet<>();
    Map<Rule.Question, Rule> asked = new HashMap<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules are called " + rule.id());
      }
      Rule other = asked.putIfAbsent(rule.question(), rule);
      if (other != null) {
        throw new IllegalArgumentException(
            "rules " + other.id() + " and " + rule.id() + " cover exactly the same uses");
      }
    }
  }
}
