package dev.ramal.billing.tariffs;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a tariff whose rules are a file.
 *
 * @param csv a line of headings, then one rule a line; columns: {@code GET
 *     /api/billing/tariffs/columns}
 * @param corrects as in a tariff: the version of the same beginning whose place it takes
 */
@Schema(
    name = "TariffFile",
    examples =
"""
{"version": "acordo-2027.2", "validFrom": "2027-02-01T03:00:00Z", "source": "contrato 13", "csv": "id,meter,leg,direction,destination_class,minimum,increment,cost_per_unit,cost_currency,price_per_unit\\nvoz-movel,voice-minute,lead,outbound,mobile,30,6,0.02,USD,0.30\\n"}
""")
public record TariffFile(
    @NotNull @Pattern(regexp = TariffDocument.VERSION) String version,
    @NotNull Instant validFrom,
    @Schema(nullable = true) Instant validTo,
    @NotBlank @Size(max = 1000) String source,
    @Schema(nullable = true) Boolean inForce,
    @NotBlank String csv,
    @Size(min = 1, max = 20) @Schema(nullable = true) List<@Valid @NotNull VolumeTier> volumeTiers,
    @Pattern(regexp = TariffDocument.VERSION) @Schema(nullable = true) String corrects) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming line and column of what is wrong
   */
  public TariffDocument read() {
    return new TariffDocument(
        version, validFrom, validTo, source, inForce, TariffCsv.read(csv), volumeTiers, corrects);
  }
}
