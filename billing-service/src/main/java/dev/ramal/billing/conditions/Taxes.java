package dev.ramal.billing.conditions;

import dev.ramal.events.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The taxes on an organization's invoices.
 *
 * @param mode on top when left out
 * @param lines in the order in which they stand on the invoice
 */
@Schema(name = "InvoicedTaxes")
public record Taxes(
    @Schema(nullable = true) TaxMode mode, @Size(max = 20) List<@NotNull @Valid Tax> lines) {
  static final Taxes NONE = new Taxes(TaxMode.ON_TOP, List.of());

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Digits behind the point of the grossed-up amount, far beyond what a rounding could turn. */
  private static final int EXACT = 12;

  public Taxes {
    mode = mode == null ? TaxMode.ON_TOP : mode;
    lines = lines == null ? List.of() : List.copyOf(lines);
  }

  BigDecimal sum() {
    return lines.stream().map(Tax::rate).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * @param statementTotal what is owed without taxes, in cents
   */
  public List<TaxLine> of(Money statementTotal) {
    BigDecimal base = base(statementTotal.amount());
    return lines.stream()
        .map(
            tax ->
                new TaxLine(
                    tax,
                    Percent.cents(base),
                    Percent.cents(base.multiply(tax.rate()).movePointLeft(2))))
        .toList();
  }

  private BigDecimal base(BigDecimal net) {
    return mode == TaxMode.ON_TOP
        ? net
        : net.multiply(HUNDRED).divide(HUNDRED.subtract(sum()), EXACT, RoundingMode.HALF_EVEN);
  }
}
