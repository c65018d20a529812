package dev.ramal.billing.conditions;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What conditions say, as it is stored. Everything may be left out.
 *
 * @param volumeDiscount tiers in rising order
 * @param minimumBrl reais that a month comes to at least, before taxes
 * @param graceDays days after a month in which its invoice is a draft
 * @param paymentDays days from the issue of an invoice until it is due
 */
public record Agreed(
    List<DiscountTier> volumeDiscount,
    List<Discount> discounts,
    String minimumBrl,
    Taxes taxes,
    Integer graceDays,
    Integer paymentDays,
    BillingParty billTo) {
  public static final Agreed NOTHING = new Agreed(null, null, null, null, null, null, null);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public List<DiscountTier> volumeDiscountOrNone() {
    return volumeDiscount == null ? List.of() : volumeDiscount;
  }

  public List<Discount> discountsOrNone() {
    return discounts == null ? List.of() : discounts;
  }

  public Taxes taxesOrNone() {
    return taxes == null ? Taxes.NONE : taxes;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 422 naming what cannot be meant
   */
  Agreed checked() {
    checkVolumeDiscount();
    checkDiscounts();
    checkTaxes();
    if (billTo != null && billTo.taxId() != null && !Cnpj.isValid(billTo.taxId())) {
      throw ConditionsProblems.badConditions(
          "billTo.taxId", "is no CNPJ: 14 characters of which the last two check the others");
    }
    return this;
  }

  private void checkVolumeDiscount() {
    List<DiscountTier> tiers = volumeDiscountOrNone();
    for (int i = 0; i < tiers.size(); i++) {
      if (i > 0 && tiers.get(i).from().compareTo(tiers.get(i - 1).from()) <= 0) {
        throw ConditionsProblems.badConditions(
            "volumeDiscount[%d].fromBrl".formatted(i), "must be more than that of the tier before");
      }
      checkPercent("volumeDiscount[%d].percent".formatted(i), tiers.get(i).rate());
    }
  }

  private void checkDiscounts() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < discountsOrNone().size(); i++) {
      Discount discount = discounts.get(i);
      if (!codes.add(discount.code())) {
        throw ConditionsProblems.badConditions(
            "discounts[%d].code".formatted(i), "is that of another discount");
      }
      if ((discount.percent() == null) == (discount.amountBrl() == null)) {
        throw ConditionsProblems.badConditions(
            "discounts[%d].percent".formatted(i), "give either this or amountBrl");
      }
      if (discount.isPercent()) {
        checkPercent("discounts[%d].percent".formatted(i), new BigDecimal(discount.percent()));
      }
    }
  }

  private void checkTaxes() {
    Set<String> codes = new HashSet<>();
    List<Tax> lines = taxesOrNone().lines();
    for (int i = 0; i < lines.size(); i++) {
      if (!codes.add(lines.get(i).code())) {
        throw ConditionsProblems.badConditions(
            "taxes.lines[%d].code".formatted(i), "is that of another tax");
      }
    }
    if (taxesOrNone().sum().compareTo(HUNDRED) >= 0) {
      throw ConditionsProblems.badConditions("taxes.lines", "must be less than 100 % together");
    }
  }

  private static void checkPercent(String field, BigDecimal percent) {
    if (percent.compareTo(HUNDRED) > 0) {
      throw ConditionsProblems.badConditions(field, "is at most 100");
    }
  }
}
