package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "BILL-366 what is free costs what the carrier asks, until it names its price, in any order")
class GraceCostTest {
  private static final Money NOTHING = Money.brl("0");

  /** Three seconds are free, and a minute begun at the carrier. */
  private static final RateUsage RATES = rates(Increments.of(60, 60));

  @Test
  void shouldCostWhatIsFree() {
    // When
    PostedUsage free = PostedUsage.by(RATES, List.of(Facts.used(0, "mobile", 3)));

    // Then
    assertThat(free.record()).isInstanceOf(UsageRecord.Rated.class);
    assertThat(free.entries()).hasSize(1);
    LedgerEntry entry = free.entries().get(0);
    assertThat(entry.kind()).isEqualTo(EntryKind.USAGE);
    assertThat(entry.quantity()).isEqualTo(3);
    assertThat(entry.billedQuantity()).isZero();
    assertThat(entry.price()).isEqualTo(NOTHING);
    assertThat(entry.cost()).isEqualTo(Money.brl("0.13"));
    assertThat(entry.explanation())
        .contains(
            "Uso: 3 segundos. Cobrança 30/6 (mínimo 30, incremento 6, carência 3): 0 segundos"
                + " cobrados.",
            "Custo estimado (a operadora cobra 60/60): 60 × R$ 0,12 por minuto ÷ 60 + R$ 0,01 de"
                + " conexão = R$ 0,13.",
            "Preço: 0 × R$ 0,30 por minuto ÷ 60 = R$ 0,00.");
  }

  @Test
  void shouldAmendTheEstimateByTheCarriersPrice() {
    // When
    PostedUsage named =
        PostedUsage.by(RATES, List.of(Facts.used(0, "mobile", 3), Facts.costed("0.013", "USD", 1)));

    // Then
    assertThat(named.entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.USAGE, EntryKind.REAL_COST);
    assertThat(named.entries())
        .extracting(LedgerEntry::cost)
        .containsExactly(Money.brl("0.13"), Money.brl("-0.0585"));
    assertThat(named.balance().costIsReal()).isTrue();
    assertThat(named.balance().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(named.balance().price()).isEqualTo(NOTHING);
  }

  @Test
  void shouldComeToTheSameInAnyOrder() {
    // Given
    List<UsageFact> facts =
        new ArrayList<>(
            List.of(
                Facts.used(0, "mobile", 37),
                Facts.used(1, "mobile", 3),
                Facts.costed("0.013", "USD", 1),
                Facts.costed("0.026", "USD", 2)));

    // Then
    for (int seed = 0; seed < 24; seed++) {
      Collections.shuffle(facts, new Random(seed));
      BookedBalance balance = PostedUsage.by(RATES, facts).balance();
      assertThat(balance.cost()).isEqualTo(Money.brl("0.143"));
      assertThat(balance.price()).isEqualTo(NOTHING);
      assertThat(balance.quantity()).isEqualTo(3);
      assertThat(balance.billedQuantity()).isZero();
    }
  }

  @Test
  void shouldTakeTheEstimateBackWhenNothingWasUsed() {
    // When
    PostedUsage none =
        PostedUsage.by(RATES, List.of(Facts.used(0, "mobile", 3), Facts.used(1, "mobile", 0)));

    // Then
    assertThat(none.record()).isInstanceOf(UsageRecord.NotCharged.class);
    assertThat(none.entries())
        .extracting(LedgerEntry::cost)
        .containsExactly(Money.brl("0.13"), Money.brl("-0.13"));
    assertThat(none.balance().comesToNothing()).isTrue();
  }

  @Test
  void shouldPostNothingWhereTheCarriersGraceIsOurs() {
    // Given
    RateUsage asOurs = rates(null);

    // When
    PostedUsage free = PostedUsage.by(asOurs, List.of(Facts.used(0, "mobile", 3)));
    PostedUsage charged = PostedUsage.by(asOurs, List.of(Facts.used(0, "mobile", 4)));

    // Then
    assertThat(free.record()).isInstanceOf(UsageRecord.NotCharged.class);
    assertThat(free.entries()).isEmpty();
    assertThat(charged.balance().billedQuantity()).isEqualTo(30);
    assertThat(charged.balance().cost()).isEqualTo(Money.brl("0.07"));
  }

  private static RateUsage rates(Increments ofTheCarrier) {
    return new RateUsage(
        Samples.book(
            Samples.tariff(
                "grace",
                Instant.EPOCH,
                new Rule(
                    "celular",
                    Meter.VOICE_MINUTE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new Increments(30, 6, 3),
                    rate("0.12"),
                    rate("0.30"),
                    ofTheCarrier,
                    0))),
        Samples.EXCHANGE);
  }

  private static Rate rate(String perMinute) {
    return new Rate(new BigDecimal(perMinute), new BigDecimal("0.01"), "BRL");
  }
}
