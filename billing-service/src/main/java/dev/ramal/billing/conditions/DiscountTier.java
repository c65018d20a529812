package dev.ramal.billing.conditions;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;

/**
 * A tier of the discount on much usage: its percentage holds for the part of the month's usage that
 * lies in it, so that more usage never makes a month cheaper.
 *
 * @param fromBrl reais of usage from which it holds
 * @param percent of what lies in it
 */
public record DiscountTier(
    @NotNull @Pattern(regexp = Forms.BRL, message = Forms.BRL_SAYS) String fromBrl,
    @NotNull @Pattern(regexp = Forms.PERCENT, message = Forms.PERCENT_SAYS) String percent) {

  BigDecimal from() {
    return new BigDecimal(fromBrl);
  }

  BigDecimal rate() {
    return new BigDecimal(percent);
  }
}
