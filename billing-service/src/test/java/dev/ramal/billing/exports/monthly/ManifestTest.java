package dev.ramal.billing.exports.monthly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.billing.exports.FileSums;
import dev.ramal.billing.exports.KeepExport.KeptFile;
import dev.ramal.billing.exports.ManifestSamples;
import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.LedgerTotals;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.SealedPlace;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.testkit.Tenants;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  private static final SealedPlace PLACE = new SealedPlace(5712, "0a".repeat(32), "9:9:", true);
  private static final LedgerTotals LEDGER =
      new LedgerTotals(3, Money.brl("1.50"), Money.brl("4.00"), List.of(Money.of("0.25", "USD")));

  @Test
  void shouldBeTheKeptDocument() {
    // When
    Manifest manifest = manifest(sums("0.10", "1.40", "4.00"), sums("0.10", "1.42", "4.00"));

    // Then
    Golden.assertJson("export-manifest.json", manifest);
    assertThat(manifest.written().text())
        .isEqualTo(manifest(sums("0.10", "1.40", "4"), sums("0.1", "1.42", "4")).written().text());
    assertThat(manifest.written().sha256()).hasSize(64);
  }

  @DisplayName("BILL-348 a file that does not add up to ledger or summary is in no manifest")
  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @CsvSource({
    "1.400001, 4.00, 1.42, 4.20, 2.78, cost",
    "1.40, 3.999999, 1.42, 4.20, 2.78, list_price",
    "1.40, 4.00, 1.43, 4.20, 2.78, cost",
    "1.40, 4.00, 1.42, 4.21, 2.78, price",
    "1.40, 4.00, 1.42, 4.20, 2.779999, margin"
  })
  void shouldRefuseAFileThatDoesNotAddUp(
      String cost, String listPrice, String costOfAll, String price, String margin, String column) {
    // Given
    FileSums ofLedger = sums("0.10", cost, listPrice);
    FileSums all =
        new FileSums(
            new TreeMap<>(),
            BigDecimal.ZERO,
            new BigDecimal(costOfAll),
            BigDecimal.ZERO,
            new BigDecimal(price),
            new BigDecimal(margin));

    // Then
    assertThatThrownBy(() -> manifest(ofLedger, all))
        .isInstanceOf(Manifest.MismatchedTotals.class)
        .hasMessageStartingWith(column + " of ");
  }

  private static Manifest manifest(FileSums ofLedger, FileSums all) {
    KeptFile file = ManifestSamples.file("1.42", "4.20", all, ofLedger);
    return Manifest.of(Tenants.AURORA, BillingMonth.of("2026-11"), PLACE, LEDGER, List.of(file));
  }

  private static FileSums sums(String discount, String cost, String listPrice) {
    return new FileSums(
        new TreeMap<>(Map.of("USD", new BigDecimal("0.25"))),
        new BigDecimal(discount),
        new BigDecimal(cost),
        new BigDecimal(listPrice),
        new BigDecimal("4.20"),
        new BigDecimal("2.78"));
  }
}
