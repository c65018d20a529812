package dev.ramal.billing.statement;

import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * What one line of a month comes to so far. Price and discount are computed from the sums of the
 * line and rounded there; an entry is charged the difference that it makes. What is still being
 * read, the <i>open</i> part, is the one usage whose entries are fed, or one hour in sums.
 *
 * <p>Not thread-safe.
 */
final class LineTotals {
  private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(Money.SCALE);

  final LineKey key;

  /** Which of the month's plans it belongs to. */
  final int period;

  /** First day of that plan; null when the month has one plan. */
  private final LocalDate since;

  /** What a plan's fee already pays for on this line; null for nothing. */
  final Allowance allowance;

  /** What the carrier takes off this line; null for nothing. */
  final VolumeDiscount discount;

  private long uses;
  private long quantity;
  private long billed;
  private BigDecimal listPrice = ZERO;
  private BigDecimal cost = ZERO;

  private long beyond;
  private BigDecimal pricedBeyond = ZERO;
  private final BigDecimal[] estimates;

  private long openBilled;
  private BigDecimal openPrice = ZERO;
  private BigDecimal openEstimate = ZERO;

  private Charge told = new Charge(0, Money.zero("BRL"), Money.zero("BRL"));

  LineTotals(
      LineKey key, int period, LocalDate since, Allowance allowance, VolumeDiscount discount) {
    this.key = key;
    this.period = period;
    this.since = since;
    this.allowance = allowance;
    this.discount = discount;
    this.estimates = new BigDecimal[discount == null ? 0 : discount.tiers().size()];
    Arrays.fill(estimates, ZERO);
  }

  void add(long moreUses, long counted, long billedUnits, Money moreCost, Money price) {
    uses += moreUses;
    quantity += counted;
    billed += billedUnits;
    cost = cost.add(moreCost.amount());
    listPrice = listPrice.add(price.amount());
    openBilled += billedUnits;
    openPrice = openPrice.add(price.amount());
  }

  /** Adds to what the open part costs as far as the carrier has not said so itself. */
  void addEstimate(Money estimate) {
    openEstimate = openEstimate.add(estimate.amount());
  }

  /** The carrier has named the real cost of the open part. */
  void forgetEstimate() {
    openEstimate = ZERO;
  }

  /**
   * What the line is charged now more than when it was asked last.
   *
   * @param consumed units that the allowance had paid for or refused before the open part
   * @param carrierUnits units of the discount before the open part
   */
  Charge newlyCharged(long consumed, long carrierUnits) {
    Charge before = told;
    told = charge(consumed, carrierUnits);
    return told.minus(before);
  }

  /** Makes the open part one with the rest; {@link #reopen} begins another. */
  void close(long consumed, long carrierUnits) {
    if (allowance != null) {
      long openBeyond = openBeyond(consumed);
      pricedBeyond = pricedBeyond.add(openPriceBeyond(consumed, openBeyond));
      beyond += openBeyond;
    }
    if (discount != null) {
      add(estimates, discount.divide(openEstimate, carrierUnits, openBilled));
    }
  }

  /**
   * @return the billed units of what was open
   */
  long reopen() {
    long closed = openBilled;
    openBilled = 0;
    openPrice = ZERO;
    openEstimate = ZERO;
    return closed;
  }

  /** Once everything is closed. */
  StatementLine line() {
    Charge charge = charge(0, 0);
    return new StatementLine(
        key,
        since,
        uses,
        quantity,
        billed,
        charge.included(),
        brl(listPrice),
        charge.discount(),
        brl(cost).minus(charge.discount()),
        charge.price());
  }

  private Charge charge(long consumed, long carrierUnits) {
    Money taken = Money.zero("BRL");
    if (discount != null) {
      BigDecimal[] all = estimates.clone();
      add(all, discount.divide(openEstimate, carrierUnits, openBilled));
      taken = discount.of(all);
    }
    if (allowance == null) {
      return new Charge(0, taken, brl(listPrice));
    }
    long openBeyond = openBeyond(consumed);
    Money price =
        allowance.overagePerUnit() == null
            ? brl(pricedBeyond.add(openPriceBeyond(consumed, openBeyond)))
            : allowance.overage(beyond + openBeyond);
    return new Charge(billed - beyond - openBeyond, taken, price);
  }

  private long openBeyond(long consumed) {
    return allowance.beyond(consumed + openBilled) - allowance.beyond(consumed);
  }

  /** The tariff's price follows the share of the use that lies beyond. */
  private BigDecimal openPriceBeyond(long consumed, long openBeyond) {
    if (openBilled == 0) {
      boolean usedUp = allowance.included() != null && consumed >= allowance.included();
      return usedUp ? openPrice : ZERO;
    }
    return openPrice
        .multiply(BigDecimal.valueOf(openBeyond))
        .divide(BigDecimal.valueOf(openBilled), Money.SCALE, RoundingMode.HALF_EVEN);
  }

  private static void add(BigDecimal[] to, BigDecimal[] parts) {
    for (int i = 0; i < to.length; i++) {
      to[i] = to[i].add(parts[i]);
    }
  }

  private static Money brl(BigDecimal amount) {
    return new Money(amount, "BRL");
  }

  /**
   * What is charged.
   *
   * @param included billed units that the plan's fee pays for
   * @param discount what the carrier takes off
   * @param price after the allowance
   */
  record Charge(long included, Money discount, Money price) {
    Charge minus(Charge other) {
      return new Charge(
          included - other.included, discount.minus(other.discount), price.minus(other.price));
    }
  }
}
