package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Coverage;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.tariffs.VolumeDiscount.Tier;
import dev.ramal.events.DestinationClass;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a carrier takes off the minutes of a month from so many on, as it is written in a tariff.
 *
 * @param fromMinutes first minute of the month the percentage holds for
 * @param percent as text, 0 to 100
 */
@Schema(name = "VolumeTier")
public record VolumeTier(
    @NotNull @Min(0) @Max(1_000_000_000) Long fromMinutes,
    @NotNull
        @Pattern(
            regexp = "[0-9]{1,2}(\\.[0-9]{1,4})?|100",
            message = "is a percentage from 0 to 100, as text: 12.5")
        String percent) {
  /** Tells a version of a tariff from one of the discounts that are everybody's. */
  static final String OF_TARIFF = "tariff/";

  private static final int SECONDS = 60;

  /** Of minutes, like that of the carriers' price lists: messages have no tiers. */
  private static final Coverage MINUTES =
      new Coverage(
          Meter.VOICE_MINUTE,
          null,
          List.of(
              DestinationClass.LANDLINE,
              DestinationClass.MOBILE,
              DestinationClass.TOLL_FREE,
              DestinationClass.INTERNATIONAL));

  /**
   * @throws IllegalArgumentException when the tiers do not begin at 0, or two at the same minute
   */
  static VolumeDiscount discount(TariffDocument tariff, List<VolumeTier> tiers) {
    long beginnings = tiers.stream().map(VolumeTier::fromMinutes).distinct().count();
    if (beginnings < tiers.size()) {
      throw new IllegalArgumentException("two tiers begin at the same minute");
    }
    return new VolumeDiscount(
        OF_TARIFF + tariff.version(),
        tariff.validFrom().atZone(BillingMonth.ZONE).toLocalDate(),
        null,
        tariff.source(),
        MINUTES,
        tiers.stream().map(VolumeTier::toTier).toList());
  }

  private Tier toTier() {
    return new Tier(fromMinutes * SECONDS, new BigDecimal(percent));
  }
}
