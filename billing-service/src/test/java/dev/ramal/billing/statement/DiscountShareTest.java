package dev.ramal.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.CarrierDiscount;
import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Coverage;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.billing.tariffs.VolumeDiscount.Tier;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DiscountShareTest {
  private final VolumeDiscount discount =
      new VolumeDiscount(
          "volume-1",
          LocalDate.EPOCH,
          null,
          "teste",
          new Coverage(Meter.VOICE_MINUTE, "lead", List.of()),
          List.of(new Tier(0, BigDecimal.ZERO), new Tier(600, new BigDecimal("10.0"))));
  private final StatementCalculator month =
      new StatementCalculator(new Terms(BillingMonth.at(Samples.NOVEMBER), null, discount));

  @DisplayName(
      "BILL-389 a usage names the carrier's volume discount: tiers, units before it, what is left")
  @Test
  void shouldNameTheTiers() {
    // Given
    add("before", 570);

    // When
    ChargedEntry crossing = add("crossing", 60);
    CarrierDiscount share = DiscountShare.of(discount, month.carrierUnits(), List.of(crossing));

    // Then
    Money half = new Money(crossing.entry().cost().amount().divide(BigDecimal.valueOf(20)), "BRL");
    assertThat(share.unitsBefore()).isEqualTo(570);
    assertThat(share.amount()).isEqualTo(half);
    assertThat(share.cost()).isEqualTo(crossing.entry().cost().minus(half));
    assertThat(share.step())
        .startsWith("Desconto de volume da operadora (volume-1): 570 unidades")
        .contains("a partir de 0: 0%, a partir de 600: 10%");
  }

  @DisplayName("BILL-389 of a cost that the carrier has named nothing is taken off")
  @Test
  void shouldTakeNothingOffTheCarriersPrice() {
    // Given
    add("before", 570);
    ChargedEntry estimated = add("crossing", 60);

    // When
    ChargedEntry real =
        month.add(
            RatedEntries.difference(estimated.entry(), EntryKind.REAL_COST, 2, 0, "-0.01", "0"));
    CarrierDiscount share =
        DiscountShare.of(discount, month.carrierUnits(), List.of(estimated, real));

    // Then
    assertThat(share.amount()).isEqualTo(Money.zero("BRL"));
  }

  private ChargedEntry add(String id, long seconds) {
    return month.add(
        RatedEntries.rated(id, Samples.leadCall("mobile", seconds), Samples.seededRates()));
  }
}
