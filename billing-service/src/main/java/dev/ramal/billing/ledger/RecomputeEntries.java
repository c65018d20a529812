package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Computes the entries of a usage again, one after the other, from what is stored: the rule of the
 * tariff version that made an entry, the quantity and what it continues, the amount that the
 * carrier asked and the exchange rate that is kept with it. Each is the difference to what the
 * entries before it must have come to, so that one that was changed is found where it stands. The
 * rules of {@code LedgerPosting}, without its inputs. Pure; of one usage, not thread-safe.
 */
public final class RecomputeEntries {
  private static final Money NOTHING = Money.zero("BRL");

  private final Function<LedgerEntry, Rule> rules;
  private long quantity;
  private long billed;
  private Money cost = NOTHING;
  private Money price = NOTHING;
  private boolean costIsReal;

  private RecomputeEntries(Function<LedgerEntry, Rule> rules) {
    this.rules = rules;
  }

  /**
   * @param entries all of one usage, in order
   * @param rules the rule that made an entry; null when it is not to be found
   */
  public static List<RecomputedEntry> of(
      List<LedgerEntry> entries, Function<LedgerEntry, Rule> rules) {
    RecomputeEntries usage = new RecomputeEntries(rules);
    List<RecomputedEntry> recomputed = new ArrayList<>();
    entries.forEach(entry -> recomputed.add(usage.kept(usage.next(entry))));
    return recomputed;
  }

  private RecomputedEntry next(LedgerEntry entry) {
    if (entry.kind() == EntryKind.REAL_COST) {
      return carriersPrice(entry);
    }
    return entry.tariffId() == null ? takenBack(entry) : rated(entry);
  }

  private RecomputedEntry carriersPrice(LedgerEntry entry) {
    costIsReal = true;
    Money real = converted(entry);
    Money difference = real == null ? null : real.minus(cost);
    return new RecomputedEntry(entry, null, CostBasis.CARRIER, 0, 0, difference, NOTHING);
  }

  /** To nothing. The cost stays where the carrier charges what the organization is not charged. */
  private RecomputedEntry takenBack(LedgerEntry entry) {
    boolean keeps = costIsReal && entry.cost().amount().signum() == 0;
    costIsReal = keeps;
    return new RecomputedEntry(
        entry,
        null,
        keeps ? CostBasis.KEPT : CostBasis.TAKEN_BACK,
        -quantity,
        -billed,
        keeps ? NOTHING : cost.negated(),
        price.negated());
  }

  private RecomputedEntry rated(LedgerEntry entry) {
    // A carrier's price of nothing that was taken back looks like one that stays. What follows
    // tells them apart: a usage behind one that stays, a correction behind one that is gone.
    if (billed == 0 && quantity == 0 && entry.kind() == EntryKind.CORRECTION) {
      costIsReal = costIsReal && cost.amount().signum() != 0;
    }
    Rule rule = rules.apply(entry);
    Usage whole = entry.usage();
    try {
      return rule == null || !covers(rule, whole) ? unknown(entry) : rated(entry, rule, whole);
    } catch (ArithmeticException e) {
      return unknown(entry);
    }
  }

  /**
   * Whether the rule that is kept with an entry may be the one that rated it. A leg is kept by its
   * own name, which for a second one of its kind is not the one that tariffs know.
   */
  private static boolean covers(Rule rule, Usage usage) {
    return rule.meter() == usage.meter()
        && (rule.prefix() == null
            || usage.party() != null && usage.party().startsWith(rule.prefix()))
        && (rule.destinationClass() == null
            || usage.destinationClass() != null
                && usage.destinationClass().isWithin(rule.destinationClass()))
        && (rule.carrier() == null || rule.carrier() == usage.carrier())
        && (rule.direction() == null || rule.direction() == usage.direction());
  }

  private RecomputedEntry rated(LedgerEntry entry, Rule rule, Usage whole) {
    Money asked = rule.costOf(whole.quantity());
    boolean home = "BRL".equals(asked.currency());
    CostBasis basis =
        costIsReal
            ? CostBasis.KEPT
            : home || entry.carrierPrice() != null ? CostBasis.ESTIMATE : CostBasis.OPEN;
    Money difference = NOTHING;
    if (basis == CostBasis.ESTIMATE) {
      Money estimate = home ? asked : estimated(entry, asked);
      difference = estimate == null ? null : estimate.minus(cost);
    }
    return new RecomputedEntry(
        entry,
        rule,
        basis,
        whole.quantity() - quantity,
        rule.billed(whole) - billed,
        difference,
        rule.priceOf(whole).minus(price));
  }

  /** Null where the carrier's price that is kept with the entry is not the tariff's. */
  private static Money estimated(LedgerEntry entry, Money asked) {
    return asked.equals(entry.carrierPrice().original()) ? converted(entry) : null;
  }

  /** The carrier's price in BRL by the exchange rate that is kept with it; null without one. */
  private static Money converted(LedgerEntry entry) {
    Converted named = entry.carrierPrice();
    if (named == null) {
      return null;
    }
    List<ExchangeRate> rate = named.rate() == null ? List.of() : List.of(named.rate());
    return new ExchangeRates(rate)
        .toBrl(named.original(), entry.usage().occurredAt())
        .map(Converted::brl)
        .orElse(null);
  }

  private static RecomputedEntry unknown(LedgerEntry entry) {
    return new RecomputedEntry(
        entry, null, CostBasis.ESTIMATE, entry.quantity(), entry.billedQuantity(), null, null);
  }

  /** What cannot be computed is taken as it stands, so that what follows can be. */
  private RecomputedEntry kept(RecomputedEntry made) {
    quantity += made.quantity();
    billed += made.billedQuantity();
    cost = cost.plus(made.cost() == null ? made.entry().cost() : made.cost());
    price = price.plus(made.price() == null ? made.entry().price() : made.price());
    return made;
  }
}
