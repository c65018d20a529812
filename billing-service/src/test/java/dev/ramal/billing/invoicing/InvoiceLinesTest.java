package dev.ramal.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class InvoiceLinesTest {

  @Property(tries = 500)
  @Label("BILL-246 an invoice and its notes are together what the month comes to, line by line")
  void shouldTelescope(@ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int corrections) {
    // Given
    List<List<InvoiceLine>> charged = new ArrayList<>();
    List<InvoiceLine> now = lines(random);
    charged.add(now);

    // When
    for (int i = 0; i < corrections; i++) {
      now = lines(random);
      charged.add(InvoiceLines.difference(charged, now));
    }

    // Then
    assertThat(bySource(charged)).isEqualTo(bySource(List.of(now)));
    assertThat(InvoiceLines.difference(charged, now)).isEmpty();
    assertThat(charged.stream().map(InvoiceLines::taxTotal).reduce(Money::plus).orElseThrow())
        .isEqualTo(InvoiceLines.taxTotal(now));
  }

  private static Map<String, Money> bySource(List<List<InvoiceLine>> documents) {
    Map<String, Money> sums = new HashMap<>();
    documents.forEach(
        lines -> lines.forEach(line -> sums.merge(line.source(), line.amount(), Money::plus)));
    sums.values().removeIf(amount -> amount.amount().signum() == 0);
    return sums;
  }

  private static List<InvoiceLine> lines(Random random) {
    List<InvoiceLine> lines = new ArrayList<>();
    for (int source = 0; source < 6; source++) {
      if (random.nextInt(3) > 0) {
        InvoiceLineKind kind = source < 4 ? InvoiceLineKind.USAGE : InvoiceLineKind.TAX;
        Money amount = new Money(BigDecimal.valueOf(random.nextInt(9) - 2, 2), "BRL");
        lines.add(new InvoiceLine(0, "source/" + source, kind, "x", null, amount));
      }
    }
    return InvoiceLines.numbered(lines);
  }
}
