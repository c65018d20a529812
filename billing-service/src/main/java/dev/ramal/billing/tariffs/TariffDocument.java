package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.tariffs.RuleDocument.RateDocument;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a tariff as it is written in JSON.
 *
 * @param inForce false for figures kept only for comparison; true when left out
 * @param volumeTiers what the carrier takes off the organization's minutes of a month; left out for
 *     what it takes off everybody's
 * @param corrects the newest own version that begins at the same instant and states some of the
 *     same rules, of which this one takes the place; left out where there is none
 */
@Schema(
    examples =
"""
{"version": "acordo-2027.1", "validFrom": "2027-01-01T03:00:00Z", "source": "contrato 12", "rules": [{"id": "voz-movel", "meter": "voice-minute", "leg": "lead", "direction": "outbound", "destinationClass": "mobile", "increments": {"minimum": 30, "increment": 6}, "cost": {"perUnit": "0.02", "currency": "USD"}, "price": {"perUnit": "0.30"}}]}
""")
public record TariffDocument(
    @NotNull @Pattern(regexp = VERSION) String version,
    @NotNull Instant validFrom,
    @Schema(nullable = true) Instant validTo,
    @NotBlank @Size(max = 1000) String source,
    @Schema(nullable = true) Boolean inForce,
    @NotEmpty @Size(max = TariffCsv.MOST_RULES) List<@Valid @NotNull RuleDocument> rules,
    @Size(min = 1, max = 20) @Schema(nullable = true) List<@Valid @NotNull VolumeTier> volumeTiers,
    @Pattern(regexp = VERSION) @Schema(nullable = true) String corrects) {
  static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

  /** Without tiers of its own, and correcting nothing. */
  public TariffDocument(
      String version,
      Instant validFrom,
      Instant validTo,
      String source,
      Boolean inForce,
      List<RuleDocument> rules) {
    this(version, validFrom, validTo, source, inForce, rules, null, null);
  }

  /** The same with other rules. */
  TariffDocument withRules(List<RuleDocument> others) {
    return new TariffDocument(
        version, validFrom, validTo, source, inForce, others, volumeTiers, corrects);
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming amounts that are negative, or
   *     currencies that there are not; 422 naming the rule or tier that cannot be used; what was
   *     stored before is not asked for all of it
   */
  public TariffDocument requireUsable() {
    RateFields.refuseNegative(rules);
    RateFields.refuseUnknownCurrencies(rules);
    toTariff(UUID.randomUUID());
    volumeDiscount();
    return this;
  }

  /** What its tiers take off, under its version; empty where it has none. */
  Optional<VolumeDiscount> volumeDiscount() {
    try {
      return volumeTiers == null
          ? Optional.empty()
          : Optional.of(VolumeTier.discount(this, volumeTiers));
    } catch (IllegalArgumentException e) {
      throw TariffProblems.badTariff("volumeTiers", e.getMessage());
    }
  }

  /** Whether it counts among those that an organization may have. */
  boolean holdsOrWillHold(Instant now) {
    return !Boolean.FALSE.equals(inForce) && (validTo == null || validTo.isAfter(now));
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 422 naming the rule that cannot be used
   */
  public Tariff toTariff(UUID id) {
    List<Rule> read = new ArrayList<>(rules.size());
    Map<RateDocument, Rate> rates = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      try {
        read.add(rules.get(i).toRule(rates));
      } catch (IllegalArgumentException e) {
        throw TariffProblems.badTariff("rules[" + i + "]", e.getMessage());
      }
    }
    try {
      return new Tariff(id, version, validFrom, validTo, !Boolean.FALSE.equals(inForce), read);
    } catch (IllegalArgumentException e) {
      throw TariffProblems.badTariff("rules", e.getMessage());
    }
  }
}
