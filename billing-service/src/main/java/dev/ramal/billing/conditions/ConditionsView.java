package dev.ramal.billing.conditions;

import dev.ramal.billing.conditions.ConditionsRepository.AgreedVersion;
import dev.ramal.billing.rating.BillingMonth;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The conditions of a month, with what holds where nothing was agreed.
 *
 * @param fromMonth since when they hold; null, like who agreed and when, where nothing was agreed
 * @param minimumBrl null for none
 * @param billTo null when nobody said; invoices then name the organization
 */
@Schema(name = "BillingConditions")
public record ConditionsView(
    BillingMonth month,
    @Schema(nullable = true) BillingMonth fromMonth,
    List<DiscountTier> volumeDiscount,
    List<Discount> discounts,
    @Schema(nullable = true) String minimumBrl,
    Taxes taxes,
    int graceDays,
    int paymentDays,
    @Schema(nullable = true) BillingParty billTo,
    @Schema(nullable = true) String agreedBy,
    @Schema(nullable = true) Instant agreedAt) {

  /**
   * @param version null when nothing was agreed
   */
  static ConditionsView of(BillingMonth month, AgreedVersion version, ConditionsConfig usual) {
    Conditions conditions = version == null ? Conditions.NONE : version.conditions();
    Agreed agreed = conditions.agreed();
    return new ConditionsView(
        month,
        version == null ? null : version.from(),
        agreed.volumeDiscountOrNone(),
        agreed.discountsOrNone(),
        agreed.minimumBrl(),
        agreed.taxesOrNone(),
        conditions.graceDays(usual),
        conditions.paymentDays(usual),
        agreed.billTo(),
        version == null ? null : version.agreedBy(),
        version == null ? null : version.agreedAt());
  }
}
