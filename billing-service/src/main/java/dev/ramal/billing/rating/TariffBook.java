package dev.ramal.billing.rating;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The tariffs that speak for one organization: its own agreements first, the reference behind them,
 * in each group the version that began last first. A usage that the first tariff does not cover
 * falls through to the next, so an agreement may state only what it changes.
 */
public record TariffBook(List<Tariff> agreed, List<Tariff> reference) {
  /**
   * Ids as Postgres and everybody else orders them, {@link UUID#compareTo} takes them as signed.
   */
  private static final Comparator<Tariff> LATEST_FIRST =
      Comparator.comparing(Tariff::validFrom)
          .thenComparing(tariff -> tariff.id().toString())
          .reversed();

  public TariffBook {
    agreed = agreed.stream().sorted(LATEST_FIRST).toList();
    reference = reference.stream().sorted(LATEST_FIRST).toList();
  }

  /** The rule for a usage at the time it happened; empty when no tariff covers it. */
  public Optional<Match> find(Usage usage) {
    return find(usage, null);
  }

  /**
   * @param preferred id of the tariff that is asked before all others; null for none
   */
  Optional<Match> find(Usage usage, UUID preferred) {
    Match match = null;
    if (preferred != null) {
      match = only(agreed, preferred, usage);
      match = match == null ? only(reference, preferred, usage) : match;
    }
    match = match == null ? find(agreed, usage) : match;
    return Optional.ofNullable(match == null ? find(reference, usage) : match);
  }

  boolean joinsCalls() {
    return Stream.concat(agreed.stream(), reference.stream()).anyMatch(Tariff::joinsCalls);
  }

  boolean mayJoin(Usage usage) {
    return Stream.concat(agreed.stream(), reference.stream())
        .filter(Tariff::joinsCalls)
        .anyMatch(tariff -> tariff.ruleFor(usage).map(Rule::joinWithin).orElse(0) > 0);
  }

  private static Match only(List<Tariff> tariffs, UUID id, Usage usage) {
    for (Tariff tariff : tariffs) {
      Match match = tariff.id().equals(id) ? match(tariff, usage) : null;
      if (match != null) {
        return match;
      }
    }
    return null;
  }

  private static Match find(List<Tariff> tariffs, Usage usage) {
    for (Tariff tariff : tariffs) {
      Match match = match(tariff, usage);
      if (match != null) {
        return match;
      }
    }
    return null;
  }

  private static Match match(Tariff tariff, Usage usage) {
    Rule rule = tariff.holdsAt(usage.occurredAt()) ? tariff.ruleFor(usage).orElse(null) : null;
    return rule == null ? null : new Match(tariff, rule);
  }

  /** A rule and the tariff it stands in. */
  public record Match(Tariff tariff, Rule rule) {}
}
