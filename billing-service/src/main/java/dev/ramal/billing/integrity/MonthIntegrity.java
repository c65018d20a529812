package dev.ramal.billing.integrity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came out when all that is kept of a month was compared with its ledger.
 *
 * @param entries of the ledger in the month
 * @param cost sum of the entries, before discounts
 * @param price sum of the entries, before allowances
 * @param parts what was compared
 */
@Schema(name = "MonthIntegrity")
public record MonthIntegrity(
    BillingMonth month, long entries, Money cost, Money price, List<PartIntegrity> parts) {
  public MonthIntegrity {
    parts = List.copyOf(parts);
  }

  /** Whether everything was compared and agrees. */
  @JsonProperty
  public boolean intact() {
    return parts.stream().allMatch(PartIntegrity::intact);
  }

  /**
   * What came out of one comparison.
   *
   * @param checked false where it could not be done, as when it took too long: ask again
   * @param intact whether it was done and agrees
   * @param differences the first twenty; none when it agrees
   */
  @Schema(name = "PartIntegrity")
  public record PartIntegrity(
      CheckedPart part, boolean checked, boolean intact, List<Difference> differences) {
    static PartIntegrity of(CheckedPart part, List<Difference> differences) {
      return new PartIntegrity(part, true, differences.isEmpty(), List.copyOf(differences));
    }

    static PartIntegrity notChecked(CheckedPart part) {
      return new PartIntegrity(part, false, false, List.of());
    }

    /** Whether it was compared and differs. */
    boolean differs() {
      return checked && !intact;
    }
  }
}
