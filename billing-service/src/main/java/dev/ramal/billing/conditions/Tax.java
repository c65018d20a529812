package dev.ramal.billing.conditions;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tax as a line of the invoice.
 *
 * @param code unique among the taxes, as in ISS, PIS, COFINS
 * @param name pt-BR, as it stands on the invoice
 */
@Schema(name = "InvoicedTax")
public record Tax(
    @NotNull @Pattern(regexp = Forms.CODE, message = Forms.CODE_SAYS) String code,
    @NotBlank @Size(max = 120) String name,
    @NotNull @Pattern(regexp = Forms.PERCENT, message = Forms.PERCENT_SAYS) String percent) {

  BigDecimal rate() {
    return new BigDecimal(percent);
  }
}
