package dev.ramal.billing.simulation;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.events.Carrier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What would be different. What is left out stays as it was.
 *
 * @param month yyyy-MM
 * @param tariff version of a tariff that is asked before all others, whenever it holds: the
 *     organization's own, or one of the reference, also one that is kept for comparison
 * @param draft a tariff that is not published, instead of a version
 * @param plan code of a plan of the month, or consumption
 * @param carrier that would have carried everything
 */
@Schema(
    examples =
"""
{"month": "2026-10", "carrier": "telnyx", "plan": "enterprise"}
""")
record SimulationRequest(
    @NotNull(message = "is required: yyyy-MM")
        @Schema(implementation = BillingMonth.class, required = true)
        String month,
    @Size(max = 63) @Schema(examples = "referencia-2026.1") String tariff,
    @Valid TariffDocument draft,
    @Size(max = 63) @Schema(examples = "profissional") String plan,
    @Schema(implementation = Carrier.class) String carrier) {
  static final String CONSUMPTION = "consumption";

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 when nothing is different, or it cannot be
   *     told what
   */
  void check() {
    if (tariff == null && draft == null && plan == null && carrier == null) {
      throw SimulationProblems.bad(
          "tariff", "or draft, plan or carrier says what would be different");
    }
    if (tariff != null && draft != null) {
      throw SimulationProblems.bad("draft", "stands instead of tariff, not beside it");
    }
    carrierOrNull();
  }

  Carrier carrierOrNull() {
    try {
      return carrier == null ? null : Carrier.of(carrier);
    } catch (IllegalArgumentException e) {
      throw SimulationProblems.bad("carrier", "is none of those there are", Carrier.words());
    }
  }
}
