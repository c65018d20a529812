package dev.ramal.billing.budgets;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A watched part of a budget that was reached, and told.
 *
 * @param percent of the amount
 * @param spent when it was noticed
 * @param entryId of the ledger, which reached it; null when a change of the budget did
 * @param usageId of that entry
 * @param causation id of the event that led to the entry; null when a change of the budget did. Not
 *     kept
 */
record BudgetMark(
    int percent, Money spent, UUID entryId, UUID usageId, String causation, Instant reachedAt) {

  /**
   * The marks that a set of entries makes. The set is looked at as a whole: what it takes back
   * itself reaches nothing. Of its entries the one reached a threshold with which the running sum
   * got there first.
   *
   * @param found with what is spent after the set; of its marks those made before
   * @param entries of the set, in the order in which they were made, others' among them
   */
  static List<BudgetMark> of(BudgetMonth found, List<LedgerEntry> entries, Instant now) {
    Budget budget = found.budget();
    List<LedgerEntry> own =
        entries.stream()
            .filter(entry -> entry.key().tenant().equals(found.tenant()))
            .filter(entry -> entry.month().equals(found.month()))
            .filter(entry -> budget.share(entry).signum() != 0)
            .toList();
    BigDecimal before =
        own.stream().map(budget::share).reduce(found.spent().amount(), BigDecimal::subtract);
    List<BudgetMark> marks = new ArrayList<>();
    for (int percent : found.reached()) {
      if (!found.isMarked(percent)) {
        marks.add(mark(found, percent, first(budget, own, before, budget.at(percent)), now));
      }
    }
    return marks;
  }

  /** Null where it was reached before the first of them. */
  private static LedgerEntry first(
      Budget budget, List<LedgerEntry> own, BigDecimal before, BigDecimal wanted) {
    BigDecimal sum = before;
    if (sum.compareTo(wanted) >= 0) {
      return null;
    }
    for (LedgerEntry entry : own) {
      sum = sum.add(budget.share(entry));
      if (sum.compareTo(wanted) >= 0) {
        return entry;
      }
    }
    return null;
  }

  private static BudgetMark mark(BudgetMonth found, int percent, LedgerEntry entry, Instant now) {
    return new BudgetMark(
        percent,
        found.spent(),
        entry == null ? null : entry.id(),
        entry == null ? null : entry.usageId(),
        entry == null ? null : entry.causation(),
        now);
  }
}
