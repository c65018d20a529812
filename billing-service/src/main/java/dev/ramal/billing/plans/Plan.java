package dev.ramal.billing.plans;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a plan: a monthly fee, what it includes, and what lies beyond.
 *
 * @param code essencial, profissional, enterprise …
 * @param version readable, unique per code
 * @param validFrom first day; a month is billed by the version of its first day
 * @param validTo first day after; null while open
 * @param fee BRL a month
 * @param features what else it gives, for people to read
 */
public record Plan(
    UUID id,
    String code,
    String version,
    String name,
    LocalDate validFrom,
    @Schema(nullable = true) LocalDate validTo,
    String source,
    Money fee,
    List<Allowance> allowances,
    List<String> features) {
  public Plan {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(validFrom, "validFrom");
    if (!"BRL".equals(fee.currency())) {
      throw new IllegalArgumentException("organizations pay in BRL: plan " + code);
    }
    allowances = List.copyOf(allowances);
    features = features == null ? List.of() : List.copyOf(features);
  }

  /**
   * How an organization pays, in the word of the API.
   *
   * @param plan null when it has none
   */
  public static String modelOf(Plan plan) {
    return plan == null ? "consumption" : "plan";
  }

  /**
   * What of the plan some days of a month cost and include: the share of their number, the fee
   * rounded half-even to cents once, allowances down to whole units.
   */
  Plan forDays(int days, int ofDays) {
    if (days == ofDays) {
      return this;
    }
    BigDecimal share =
        fee.amount()
            .multiply(BigDecimal.valueOf(days))
            .divide(BigDecimal.valueOf(ofDays), 2, RoundingMode.HALF_EVEN);
    return new Plan(
        id,
        code,
        version,
        name,
        validFrom,
        validTo,
        source,
        new Money(share, fee.currency()),
        allowances.stream().map(allowance -> allowance.forDays(days, ofDays)).toList(),
        features);
  }

  /** The first allowance that covers the usage. */
  public Optional<Allowance> allowanceFor(
      Meter meter, String leg, DestinationClass destinationClass) {
    return allowances.stream()
        .filter(a -> a.covers().covers(meter, leg, destinationClass))
        .findFirst();
  }
}
