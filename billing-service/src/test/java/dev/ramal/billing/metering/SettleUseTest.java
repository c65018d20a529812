package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.MeteredUse.Status;
import dev.ramal.billing.metering.UseFact.Costed;
import dev.ramal.billing.metering.UseFact.Used;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettleUseTest {
  @DisplayName("BILL-20 a use makes one line, however often it is heard of")
  @Test
  void shouldWriteOneLinePerUse() {
    // Given
    Used used = Facts.used(0, "mobile", 37);

    // When
    Books books = Books.hearing(used, used, used, used, used);

    // Then
    assertThat(books.entries()).extracting(LedgerEntry::kind).containsExactly(EntryKind.USAGE);
    assertThat(books.use().standing().billedQuantity()).isEqualTo(42);
    assertThat(books.use().standing().price()).isEqualTo(Money.brl("0.21"));
  }

  @DisplayName("BILL-21 a correction adds the difference and rewrites nothing")
  @Test
  void shouldAddTheDifferenceOfACorrection() {
    // Given
    Used first = Facts.used(0, "mobile", 37);
    Used corrected = Facts.used(1, "mobile", 61);

    // When
    Books books = Books.hearing(first, corrected);

    // Then
    assertThat(books.entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.USAGE, EntryKind.CORRECTION);
    LedgerEntry difference = books.entries().get(1);
    assertThat(difference.quantity()).isEqualTo(24);
    assertThat(difference.billedQuantity()).isEqualTo(24);
    assertThat(difference.price()).isEqualTo(Money.brl("0.12"));
    assertThat(difference.explanation().get(0)).contains("revisão 1", "42", "66");
    assertThat(books.use().standing().price()).isEqualTo(Money.brl("0.33"));
  }

  @DisplayName("BILL-22 a lower or equal revision is ignored, so a correction may come first")
  @Test
  void shouldIgnoreWhatIsKnownBetter() {
    // Given
    Used corrected = Facts.used(1, "mobile", 61);
    Used late = Facts.used(0, "mobile", 37);

    // When
    Books books = Books.hearing(corrected, late);

    // Then
    assertThat(books.entries()).hasSize(1);
    assertThat(books.use().standing().price()).isEqualTo(Money.brl("0.33"));
  }

  @DisplayName("BILL-04 a call that was not answered makes no line until it turns out it was")
  @Test
  void shouldWriteNothingForAnUnansweredCall() {
    // Given
    Used unanswered = Facts.used(0, "mobile", 0);

    // When
    Books books = Books.hearing(unanswered);

    // Then
    assertThat(books.entries()).isEmpty();
    assertThat(books.use().status()).isEqualTo(Status.NOT_CHARGED);
    assertThat(Books.hearing(unanswered, Facts.used(1, "mobile", 37)).entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.USAGE);
  }

  @Test
  void shouldTakeBackACallThatWasNeverAnswered() {
    // Given
    Used answered = Facts.used(0, "mobile", 37);
    Used notAnswered = Facts.used(1, "mobile", 0);

    // When
    Books books = Books.hearing(answered, notAnswered);

    // Then
    assertThat(books.use().standing().price()).isEqualTo(Money.zero("BRL"));
    assertThat(books.use().standing().cost()).isEqualTo(Money.zero("BRL"));
    assertThat(books.use().standing().quantity()).isZero();
  }

  @DisplayName("BILL-23 the carrier's real price is a line of its own and never moves the price")
  @Test
  void shouldBringTheCostToTheCarriersWord() {
    // Given
    Used used = Facts.used(0, "mobile", 37);
    Costed costed = Facts.costed("0.013", "USD", 1);

    // When
    Books books = Books.hearing(used, costed);

    // Then
    LedgerEntry real = books.entries().get(1);
    assertThat(real.kind()).isEqualTo(EntryKind.REAL_COST);
    assertThat(real.carrierPrice().original()).isEqualTo(Money.of("0.013", "USD"));
    assertThat(real.cost()).isEqualTo(Money.brl("-0.0335"));
    assertThat(real.price()).isEqualTo(Money.zero("BRL"));
    assertThat(books.use().standing().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(books.use().standing().price()).isEqualTo(Money.brl("0.21"));
  }

  @DisplayName("BILL-29 a tariff published before the carrier's price comes moves no price")
  @Test
  void shouldNotRateAgainWhenTheRealPriceComes() {
    // Given
    MeteredUse rated = Books.hearing(Facts.used(0, "mobile", 37)).use();
    MeteredUse unanswered = Books.hearing(Facts.used(0, "mobile", 0)).use();
    Costed costed = Facts.costed("0.013", "USD", 1);
    SettleUse today = Facts.withTariffFor("mobile");

    // When
    Settlement settled = today.hear(rated, costed, "event-2", Samples.NOVEMBER).orElseThrow();
    Settlement nothing = today.hear(unanswered, costed, "event-2", Samples.NOVEMBER).orElseThrow();

    // Then
    assertThat(settled.entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.REAL_COST);
    assertThat(settled.use().standing().price()).isEqualTo(Money.brl("0.21"));
    assertThat(settled.use().standing().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(settled.use().status()).isEqualTo(Status.RATED);
    assertThat(nothing.use().standing().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(nothing.use().status()).isEqualTo(Status.NOT_CHARGED);
  }

  @Test
  void shouldHoldTheUseWholeWhereOnlyACostStood() {
    // Given
    Used sent = Facts.used(0, "mobile", 0);
    Used arrived = new Used(Facts.KEY, 2, Samples.leadCall("mobile", 37).at(Instant.EPOCH));

    // When
    Books books = Books.hearing(sent, Facts.costed("0.02", "BRL", 1), arrived);

    // Then
    assertThat(books.entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.REAL_COST, EntryKind.USAGE);
    assertThat(books.entries())
        .extracting(entry -> entry.usage().occurredAt())
        .containsOnly(Samples.NOVEMBER);
    assertThat(books.use().standing().price()).isEqualTo(Money.brl("0.21"));
    assertThat(books.use().standing().cost()).isEqualTo(Money.brl("0.02"));
  }

  @DisplayName("BILL-24 a price known before the call has ended gives the same lines")
  @Test
  void shouldNotDependOnWhenTheRealPriceComes() {
    // Given
    Used used = Facts.used(0, "mobile", 37);
    Costed costed = Facts.costed("0.013", "USD", 1);

    // When
    Books before = Books.hearing(costed, used);

    // Then
    Books after = Books.hearing(used, costed);
    assertThat(before.entries()).isEqualTo(after.entries());
    assertThat(before.use()).isEqualTo(after.use());
  }

  @Test
  void shouldKeepTheRealCostWhenTheCallIsCorrected() {
    // Given
    Costed costed = Facts.costed("0.10", "BRL", 1);

    // When
    Books books = Books.hearing(Facts.used(0, "mobile", 37), costed, Facts.used(1, "mobile", 61));

    // Then
    assertThat(books.use().standing().cost()).isEqualTo(Money.brl("0.10"));
    assertThat(books.use().standing().price()).isEqualTo(Money.brl("0.33"));
  }

  @Test
  void shouldBookWhatTheCarrierChargesForAnUnansweredCall() {
    // Given
    Costed costed = Facts.costed("0.02", "BRL", 1);

    // When
    Books books = Books.hearing(Facts.used(0, "mobile", 0), costed);

    // Then
    assertThat(books.entries()).extracting(LedgerEntry::kind).containsExactly(EntryKind.REAL_COST);
    assertThat(books.use().standing().cost()).isEqualTo(Money.brl("0.02"));
    assertThat(books.use().standing().price()).isEqualTo(Money.zero("BRL"));
  }

  @DisplayName("BILL-25 a corrected class takes the old line back and writes a new one")
  @Test
  void shouldMoveAUseToItsTrueClass() {
    // Given
    Used mobile = Facts.used(0, "mobile", 37);
    Used landline = Facts.used(1, "landline", 37);

    // When
    Books books = Books.hearing(mobile, landline);

    // Then
    assertThat(books.entries())
        .extracting(e -> e.usage().destinationClass().word())
        .containsExactly("mobile", "mobile", "landline");
    assertThat(books.entries())
        .extracting(LedgerEntry::price)
        .containsExactly(Money.brl("0.21"), Money.brl("-0.21"), Money.brl("0.105"));
  }

  @DisplayName("BILL-26 an unrateable use is kept, told once, and rated when a tariff is there")
  @Test
  void shouldRateLaterWhatCouldNotBeRated() {
    // Given
    Used satellite = Facts.used(0, "satellite", 37);
    Books books = Books.hearing(satellite, satellite);

    // When
    Settlement rated = books.settleAgain(Facts.withTariffFor("satellite"));

    // Then
    assertThat(books.told()).isEqualTo(1);
    assertThat(books.entries()).isEmpty();
    assertThat(books.use().status()).isEqualTo(Status.UNRATEABLE);
    assertThat(rated.use().status()).isEqualTo(Status.RATED);
    assertThat(rated.entries()).extracting(LedgerEntry::kind).containsExactly(EntryKind.USAGE);
    assertThat(books.settleAgain(Facts.settling()).becameUnrateable()).isFalse();
  }

  @Test
  void shouldSurviveBeingStored() {
    // Given
    MeteredUse use =
        Books.hearing(Facts.used(0, "mobile", 37), Facts.costed("0.013", "USD", 1)).use();

    // When
    MeteredUse read = EventJson.read(EventJson.write(use), MeteredUse.class);

    // Then
    assertThat(read).isEqualTo(use);
  }

  @Test
  void shouldGiveLinesTheSameIdsInEveryReplay() {
    // Given
    List<LedgerEntry> once = Books.hearing(Facts.used(0, "mobile", 37)).entries();

    // When
    List<LedgerEntry> again = Books.hearing(Facts.used(0, "mobile", 37)).entries();

    // Then
    assertThat(again)
        .extracting(LedgerEntry::id)
        .isEqualTo(once.stream().map(LedgerEntry::id).toList());
  }
}
