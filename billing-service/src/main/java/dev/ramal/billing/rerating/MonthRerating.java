package dev.ramal.billing.rerating;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What corrected tariffs change of a month.
 *
 * @param applied whether it was posted; else nothing was written
 * @param looked uses that a corrected tariff had rated
 * @param changed uses that come to something else
 * @param price by how much more, or less, they are sold; before a plan's allowance
 * @param cost by how much more, or less, they are expected to cost; what the carrier has named
 *     stays
 * @param tariffs the same by the version that rates them now
 * @param more whether there are others that were not looked at: ask again
 */
@Schema(name = "MonthRerating")
record MonthRerating(
    BillingMonth month,
    boolean applied,
    long looked,
    long changed,
    Money price,
    Money cost,
    List<ByTariff> tariffs,
    boolean more) {

  /**
   * @param tariff version; null for what its tariff leaves free now
   */
  @Schema(name = "MonthReratingByTariff")
  record ByTariff(@Schema(nullable = true) String tariff, long changed, Money price, Money cost) {}
}
