package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.plans.Plan;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks a month of the ledger once, in order of occurrence, and says what each entry comes to under
 * the month's plan and the carrier's volume discount. Memory does not grow with the number of
 * entries.
 *
 * <p>Why here and not when a usage is rated: a counter kept while events arrive would give included
 * minutes to whichever call's event came first, so a redelivery or a late correction would move
 * money between entries, and a plan changed in the middle of the month would have to rewrite them.
 * The ledger holds only what was used and what the tariff asks; who consumed the allowance follows
 * from when the calls happened. The same set of entries therefore always gives the same statement
 * and the same bytes in an export, in whatever order the events came.
 *
 * <p>Entries must be fed ordered by time of occurrence, usage and number: all entries of a usage
 * together. Both the summary and the exports use this class, which is why they agree. Not
 * thread-safe.
 */
public final class StatementCalculator {
  private final Terms terms;
  private final Map<Allowance, Long> consumed = new HashMap<>();
  private final TreeMap<LineKey, StatementLine> lines = new TreeMap<>();
  private long carrierUnits;
  private UsageKey currentUsage;
  private Money currentDiscount = Money.zero("BRL");
  private boolean currentCostIsReal;

  public StatementCalculator(Terms terms) {
    this.terms = terms;
  }

  public ChargedEntry add(LedgerEntry entry) {
    Money discount = discount(entry);
    ChargedEntry charged = charge(entry, discount, entry.cost().minus(discount));
    LineKey key = LineKey.of(entry);
    lines.merge(
        key, StatementLine.empty(key).plus(charged), (sofar, ignored) -> sofar.plus(charged));
    return charged;
  }

  /** What the entries fed so far come to. */
  public Statement statement() {
    return new Statement(terms.month(), terms.plan(), List.copyOf(lines.values()));
  }

  private ChargedEntry charge(LedgerEntry entry, Money discount, Money cost) {
    Allowance allowance = allowance(entry);
    if (allowance == null) {
      return new ChargedEntry(entry, 0, discount, cost, entry.price());
    }
    long before = consumed.getOrDefault(allowance, 0L);
    long after = before + entry.billedQuantity();
    consumed.put(allowance, after);
    long beyond = allowance.beyond(after) - allowance.beyond(before);
    Money price =
        allowance.overagePerUnit() == null
            ? tariffPrice(entry, beyond)
            : allowance
                .overage(allowance.beyond(after))
                .minus(allowance.overage(allowance.beyond(before)));
    return new ChargedEntry(entry, entry.billedQuantity() - beyond, discount, cost, price);
  }

  private Allowance allowance(LedgerEntry entry) {
    Plan plan = terms.plan();
    return plan == null
        ? null
        : plan.allowanceFor(
                entry.key().meter(), entry.usage().leg(), entry.usage().destinationClass())
            .orElse(null);
  }

  private static Money tariffPrice(LedgerEntry entry, long beyond) {
    if (entry.billedQuantity() == 0) {
      return entry.price();
    }
    BigDecimal share =
        entry
            .price()
            .amount()
            .multiply(BigDecimal.valueOf(beyond))
            .divide(
                BigDecimal.valueOf(entry.billedQuantity()), Money.SCALE, RoundingMode.HALF_EVEN);
    return new Money(share, "BRL");
  }

  /**
   * The discount is our estimate of what the carrier will take off; a real price already contains
   * it. So the entry that brings the real price takes the usage's discount back.
   */
  private Money discount(LedgerEntry entry) {
    if (!entry.key().equals(currentUsage)) {
      currentUsage = entry.key();
      currentDiscount = Money.zero("BRL");
      currentCostIsReal = false;
    }
    if (!discounted(entry)) {
      return Money.zero("BRL");
    }
    long before = carrierUnits;
    carrierUnits += entry.billedQuantity();
    if (entry.kind() == EntryKind.REAL_COST) {
      currentCostIsReal = true;
      Money back = currentDiscount.negated();
      currentDiscount = Money.zero("BRL");
      return back;
    }
    if (currentCostIsReal) {
      return Money.zero("BRL");
    }
    Money discount = terms.discount().of(entry.cost(), before, entry.billedQuantity());
    currentDiscount = currentDiscount.plus(discount);
    return discount;
  }

  private boolean discounted(LedgerEntry entry) {
    return terms.discount() != null
        && terms
            .discount()
            .covers()
            .covers(entry.key().meter(), entry.usage().leg(), entry.usage().destinationClass());
  }
}
