package dev.ramal.billing.conditions;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A percentage or an amount that is taken off each month.
 *
 * @param code unique among the discounts
 * @param description pt-BR, as it stands on the invoice
 * @param percent of what is left of the base; null for an amount
 * @param amountBrl reais, as far as the base reaches; null for a percentage
 * @param untilMonth yyyy-MM, the first month without it; null while nothing else is agreed
 */
@Schema(name = "AgreedDiscount")
public record Discount(
    @NotNull @Pattern(regexp = Forms.CODE, message = Forms.CODE_SAYS) String code,
    @NotBlank @Size(max = 120) String description,
    @NotNull DiscountBase on,
    @Pattern(regexp = Forms.PERCENT, message = Forms.PERCENT_SAYS) @Schema(nullable = true)
        String percent,
    @Pattern(regexp = Forms.BRL, message = Forms.BRL_SAYS) @Schema(nullable = true)
        String amountBrl,
    @Pattern(regexp = Forms.MONTH, message = Forms.MONTH_SAYS) @Schema(nullable = true)
        String untilMonth) {

  boolean holdsIn(BillingMonth month) {
    return untilMonth == null || month.toString().compareTo(untilMonth) < 0;
  }

  boolean isPercent() {
    return percent != null;
  }

  /** What it takes off, in cents; never more than there is. */
  Money off(Money base) {
    if (base.amount().signum() <= 0) {
      return Money.zero("BRL");
    }
    Money wanted = isPercent() ? Percent.of(base, new BigDecimal(percent)) : Money.brl(amountBrl);
    return wanted.amount().compareTo(base.amount()) > 0 ? base : wanted;
  }
}
