package dev.ramal.billing.budgets;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.BudgetMeasure;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.Money;
import dev.ramal.events.billing.BudgetTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A version of a budget. Each change by a person is the next one; the newest that began by a month
 * holds in it.
 *
 * @param fromMonth the first month in which this version holds
 * @param withdrawn whether there is no budget any more from this version on
 * @param subjects agents' user ids, or the campaign's id; empty for the organization
 * @param amount of a month, BRL, more than nothing
 * @param thresholds in per cent of the amount, ascending
 * @param hardStop whether nothing more is dialled and sent once all is spent
 * @param carrierSwitch null for none
 * @param changedBy user name
 */
record Budget(
    UUID id,
    int version,
    BillingMonth fromMonth,
    boolean withdrawn,
    String name,
    BudgetScope scope,
    List<String> subjects,
    BudgetMeasure measure,
    Money amount,
    List<Integer> thresholds,
    boolean hardStop,
    CarrierSwitch carrierSwitch,
    String changedBy,
    Instant changedAt) {
  static final int ALL = 100;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  Budget {
    subjects = List.copyOf(subjects);
    thresholds = thresholds.stream().distinct().sorted().toList();
  }

  /**
   * Calls go through another carrier from a threshold on.
   *
   * @param atPercent one of the thresholds
   * @param prefer the word of a carrier, or {@code cheapest}
   */
  record CarrierSwitch(int atPercent, String prefer) {}

  /**
   * What is watched: the thresholds, and the end of the budget whether it is one of them or not.
   */
  List<Integer> percents() {
    return Stream.concat(thresholds.stream(), Stream.of(ALL)).distinct().sorted().toList();
  }

  /** Subjects as sums are kept under: the organization has one without a name. */
  List<String> spenders() {
    return scope == BudgetScope.ORGANIZATION ? List.of("") : subjects;
  }

  /** The smallest amount that reaches a threshold. */
  BigDecimal at(int percent) {
    return amount.amount().multiply(BigDecimal.valueOf(percent)).divide(HUNDRED);
  }

  /** What an entry adds to it, whatever month it belongs to; zero for others' entries. */
  BigDecimal share(LedgerEntry entry) {
    boolean counts =
        switch (scope) {
          case ORGANIZATION -> true;
          case AGENTS -> subjects.contains(entry.by().agentId());
          case CAMPAIGN -> subjects.contains(entry.by().campaignId());
        };
    if (!counts) {
      return BigDecimal.ZERO;
    }
    return (measure == BudgetMeasure.COST ? entry.cost() : entry.price()).amount();
  }

  /** Whether both limit the same sum of the same people. */
  boolean limitsTheSame(Budget other) {
    return scope == other.scope
        && measure == other.measure
        && subjects.stream().sorted().toList().equals(other.subjects.stream().sorted().toList());
  }

  /** Whether a person has said the same of both. */
  boolean says(Budget other) {
    return name.equals(other.name)
        && scope == other.scope
        && subjects.equals(other.subjects)
        && measure == other.measure
        && amount.equals(other.amount)
        && thresholds.equals(other.thresholds)
        && hardStop == other.hardStop
        && Objects.equals(carrierSwitch, other.carrierSwitch);
  }

  /** The version that follows this one. */
  Budget next(Budget said, BillingMonth from, String by, Instant at) {
    return new Budget(
        id,
        version + 1,
        from,
        false,
        said.name,
        said.scope,
        said.subjects,
        said.measure,
        said.amount,
        said.thresholds,
        said.hardStop,
        said.carrierSwitch,
        by,
        at);
  }

  /** The version that ends it. */
  Budget ended(BillingMonth from, String by, Instant at) {
    return new Budget(
        id,
        version + 1,
        from,
        true,
        name,
        scope,
        subjects,
        measure,
        amount,
        thresholds,
        hardStop,
        carrierSwitch,
        by,
        at);
  }

  BudgetTerms terms() {
    return new BudgetTerms(id.toString(), version, name, scope, subjects, measure, amount);
  }
}
