package dev.ramal.billing.conditions;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.PtBrFormat;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A version of what an organization has agreed with the operator; how it changes a month. The order
 * is that of docs/decisions/0049: list price, the plan's allowance and the rounding of each line
 * lie behind; here come the volume discount, discounts on usage, the plan's fee, discounts on the
 * total, the minimum. Taxes come last, on the invoice.
 *
 * @param id of the version; null when nothing was agreed
 */
public record Conditions(UUID id, Agreed agreed) {
  public static final Conditions NONE = new Conditions(null, Agreed.NOTHING);

  /**
   * What is added to, or taken off, what was used in a month; in the order in which it applies.
   *
   * @param usage the sum of the lines, in cents
   * @param fees of the plans of the month, in cents
   */
  public List<Adjustment> adjust(BillingMonth month, Money usage, Money fees) {
    List<Adjustment> made = new ArrayList<>();
    Money left = usage.minus(volume(made, usage));
    left = discounts(made, month, DiscountBase.USAGE, left).plus(fees);
    left = discounts(made, month, DiscountBase.TOTAL, left);
    minimum(made, left);
    return made;
  }

  public List<TaxLine> taxes(Money statementTotal) {
    return agreed.taxesOrNone().of(statementTotal);
  }

  /** Days after a month in which its invoice is a draft. */
  public int graceDays(ConditionsConfig usual) {
    return agreed.graceDays() == null ? usual.graceDays() : agreed.graceDays();
  }

  /** Days from the issue of an invoice until it is due. */
  public int paymentDays(ConditionsConfig usual) {
    return agreed.paymentDays() == null ? usual.paymentDays() : agreed.paymentDays();
  }

  /** The part in each tier at its percentage; rounded once. */
  private Money volume(List<Adjustment> made, Money usage) {
    List<DiscountTier> tiers = agreed.volumeDiscountOrNone();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < tiers.size(); i++) {
      BigDecimal upTo =
          i + 1 < tiers.size() ? tiers.get(i + 1).from().min(usage.amount()) : usage.amount();
      BigDecimal inside = upTo.subtract(tiers.get(i).from()).max(BigDecimal.ZERO);
      exact = exact.add(inside.multiply(tiers.get(i).rate()).movePointLeft(2));
    }
    Money off = Percent.cents(exact);
    if (off.amount().signum() > 0) {
      AdjustmentKind kind = AdjustmentKind.VOLUME_DISCOUNT;
      made.add(
          new Adjustment(kind, kind.wire(), "Desconto por volume de uso", usage, off.negated()));
    }
    return off;
  }

  /** Percentages first, then amounts; each on what those before have left. */
  private Money discounts(List<Adjustment> made, BillingMonth month, DiscountBase on, Money base) {
    Money left = base;
    for (boolean percent : new boolean[] {true, false}) {
      for (Discount discount : agreed.discountsOrNone()) {
        if (discount.on() == on && discount.isPercent() == percent && discount.holdsIn(month)) {
          Money off = discount.off(left);
          if (off.amount().signum() == 0) {
            continue;
          }
          made.add(
              new Adjustment(
                  AdjustmentKind.DISCOUNT,
                  discount.code(),
                  discount.description(),
                  left,
                  off.negated()));
          left = left.minus(off);
        }
      }
    }
    return left;
  }

  private void minimum(List<Adjustment> made, Money left) {
    if (agreed.minimumBrl() == null) {
      return;
    }
    Money minimum = Money.brl(agreed.minimumBrl());
    if (left.amount().compareTo(minimum.amount()) < 0) {
      AdjustmentKind kind = AdjustmentKind.MINIMUM;
      String text = "Complemento do mínimo mensal de " + PtBrFormat.money(minimum);
      made.add(new Adjustment(kind, kind.wire(), text, left, minimum.minus(left)));
    }
  }
}
