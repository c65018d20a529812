package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Ignored;
import dev.ramal.billing.metering.UsageRecord.NotCharged;
import dev.ramal.billing.metering.UsageRecord.Rated;
import dev.ramal.billing.metering.UsageRecord.Transition;
import dev.ramal.billing.metering.UsageRecord.Unrateable;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UsageRecordTest {
  @DisplayName("BILL-20 a usage makes one entry, however often it is reported")
  @Test
  void shouldPostOneEntryPerUsage() {
    // Given
    Used used = Facts.used(0, "mobile", 37);

    // When
    PostedUsage posted = PostedUsage.of(used, used, used, used, used);

    // Then
    assertThat(posted.entries()).extracting(LedgerEntry::kind).containsExactly(EntryKind.USAGE);
    assertThat(posted.balance().billedQuantity()).isEqualTo(42);
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.21"));
  }

  @DisplayName("BILL-21 a correction adds the difference and rewrites nothing")
  @Test
  void shouldAddTheDifferenceOfACorrection() {
    // Given
    Used first = Facts.used(0, "mobile", 37);
    Used corrected = Facts.used(1, "mobile", 61);

    // When
    PostedUsage posted = PostedUsage.of(first, corrected);

    // Then
    assertThat(posted.entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.USAGE, EntryKind.CORRECTION);
    LedgerEntry difference = posted.entries().get(1);
    assertThat(difference.quantity()).isEqualTo(24);
    assertThat(difference.billedQuantity()).isEqualTo(24);
    assertThat(difference.price()).isEqualTo(Money.brl("0.12"));
    assertThat(difference.explanation().get(0)).contains("revisão 1", "42", "66");
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.33"));
  }

  @DisplayName("BILL-22 a lower or equal revision is ignored, so a correction may come first")
  @Test
  void shouldIgnoreWhatIsKnownBetter() {
    // Given
    Used corrected = Facts.used(1, "mobile", 61);
    Used late = Facts.used(0, "mobile", 37);

    // When
    PostedUsage posted = PostedUsage.of(corrected, late);

    // Then
    assertThat(posted.entries()).hasSize(1);
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.33"));
  }

  @DisplayName("BILL-04 a call that was not answered makes no entry until it turns out it was")
  @Test
  void shouldPostNothingForAnUnansweredCall() {
    // Given
    Used unanswered = Facts.used(0, "mobile", 0);

    // When
    PostedUsage posted = PostedUsage.of(unanswered);

    // Then
    assertThat(posted.entries()).isEmpty();
    assertThat(posted.record()).isInstanceOf(NotCharged.class);
    assertThat(PostedUsage.of(unanswered, Facts.used(1, "mobile", 37)).entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.USAGE);
  }

  @Test
  void shouldTakeBackACallThatWasNeverAnswered() {
    // Given
    Used answered = Facts.used(0, "mobile", 37);
    Used notAnswered = Facts.used(1, "mobile", 0);

    // When
    PostedUsage posted = PostedUsage.of(answered, notAnswered);

    // Then
    assertThat(posted.balance().price()).isEqualTo(Money.zero("BRL"));
    assertThat(posted.balance().cost()).isEqualTo(Money.zero("BRL"));
    assertThat(posted.balance().quantity()).isZero();
  }

  @DisplayName("BILL-23 the carrier's real price is an entry of its own and never moves the price")
  @Test
  void shouldBringTheCostToTheCarriersWord() {
    // Given
    Used used = Facts.used(0, "mobile", 37);
    Costed costed = Facts.costed("0.013", "USD", 1);

    // When
    PostedUsage posted = PostedUsage.of(used, costed);

    // Then
    LedgerEntry real = posted.entries().get(1);
    assertThat(real.kind()).isEqualTo(EntryKind.REAL_COST);
    assertThat(real.carrierPrice().original()).isEqualTo(Money.of("0.013", "USD"));
    assertThat(real.cost()).isEqualTo(Money.brl("-0.0335"));
    assertThat(real.price()).isEqualTo(Money.zero("BRL"));
    assertThat(posted.balance().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.21"));
  }

  @DisplayName("BILL-29 a tariff published before the carrier's price comes moves no price")
  @Test
  void shouldNotRateAgainWhenTheRealPriceComes() {
    // Given
    PostedUsage rated = PostedUsage.of(Facts.used(0, "mobile", 37));
    PostedUsage unanswered = PostedUsage.of(Facts.used(0, "mobile", 0));
    Costed costed = Facts.costed("0.013", "USD", 1);
    RateUsage today = Facts.withTariffFor("mobile");

    // When
    Applied priced = (Applied) rated.then(costed, today);
    Applied nothing = (Applied) unanswered.then(costed, today);

    // Then
    assertThat(priced.entries()).extracting(LedgerEntry::kind).containsExactly(EntryKind.REAL_COST);
    assertThat(priced.next().balance().price()).isEqualTo(Money.brl("0.21"));
    assertThat(priced.next().balance().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(priced.next()).isInstanceOf(Rated.class);
    assertThat(nothing.next().balance().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(nothing.next()).isInstanceOf(NotCharged.class);
  }

  @Test
  void shouldPostTheUsageWholeWhereOnlyACostStood() {
    // Given
    Used sent = Facts.used(0, "mobile", 0);
    Used arrived = Facts.used(2, "mobile", 37);

    // When
    PostedUsage posted = PostedUsage.of(sent, Facts.costed("0.02", "BRL", 1), arrived);

    // Then
    assertThat(posted.entries())
        .extracting(LedgerEntry::kind)
        .containsExactly(EntryKind.REAL_COST, EntryKind.USAGE);
    assertThat(posted.entries())
        .extracting(entry -> entry.usage().occurredAt())
        .containsOnly(Samples.NOVEMBER);
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.21"));
    assertThat(posted.balance().cost()).isEqualTo(Money.brl("0.02"));
  }

  @DisplayName("BILL-24 a price known before the call has ended gives the same entries")
  @Test
  void shouldNotDependOnWhenTheRealPriceComes() {
    // Given
    Used used = Facts.used(0, "mobile", 37);
    Costed costed = Facts.costed("0.013", "USD", 1);

    // When
    PostedUsage before = PostedUsage.of(costed, used);

    // Then
    PostedUsage after = PostedUsage.of(used, costed);
    assertThat(before.entries()).isEqualTo(after.entries());
    assertThat(before.record()).isEqualTo(after.record());
  }

  @Test
  void shouldKeepTheRealCostWhenTheCallIsCorrected() {
    // Given
    Costed costed = Facts.costed("0.10", "BRL", 1);

    // When
    PostedUsage posted =
        PostedUsage.of(Facts.used(0, "mobile", 37), costed, Facts.used(1, "mobile", 61));

    // Then
    assertThat(posted.balance().cost()).isEqualTo(Money.brl("0.10"));
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.33"));
  }

  @Test
  void shouldBookWhatTheCarrierChargesForAnUnansweredCall() {
    // Given
    Costed costed = Facts.costed("0.02", "BRL", 1);

    // When
    PostedUsage posted = PostedUsage.of(Facts.used(0, "mobile", 0), costed);

    // Then
    assertThat(posted.entries()).extracting(LedgerEntry::kind).containsExactly(EntryKind.REAL_COST);
    assertThat(posted.balance().cost()).isEqualTo(Money.brl("0.02"));
    assertThat(posted.balance().price()).isEqualTo(Money.zero("BRL"));
  }

  @DisplayName("BILL-25 a corrected class takes the old entry back and posts a new one")
  @Test
  void shouldMoveAUsageToItsTrueClass() {
    // Given
    Used mobile = Facts.used(0, "mobile", 37);
    Used landline = Facts.used(1, "landline", 37);

    // When
    PostedUsage posted = PostedUsage.of(mobile, landline);

    // Then
    assertThat(posted.entries())
        .extracting(e -> e.usage().destinationClass().word())
        .containsExactly("mobile", "mobile", "landline");
    assertThat(posted.entries())
        .extracting(LedgerEntry::price)
        .containsExactly(Money.brl("0.21"), Money.brl("-0.21"), Money.brl("0.105"));
  }

  @DisplayName("BILL-26 an unrateable usage is kept, told once, and rated when a tariff is there")
  @Test
  void shouldRateLaterWhatCouldNotBeRated() {
    // Given
    Used satellite = Facts.used(0, "satellite", 37);
    PostedUsage posted = PostedUsage.of(satellite, satellite);

    // When
    Applied rated = (Applied) posted.rerated(Facts.withTariffFor("satellite"));

    // Then
    assertThat(posted.told()).isEqualTo(1);
    assertThat(posted.entries()).isEmpty();
    assertThat(posted.record()).isInstanceOf(Unrateable.class);
    assertThat(rated.next()).isInstanceOf(Rated.class);
    assertThat(rated.entries()).extracting(LedgerEntry::kind).containsExactly(EntryKind.USAGE);
    assertThat(((Applied) posted.rerated(Samples.seededRates())).becameUnrateable()).isFalse();
  }

  @DisplayName("BILL-134 a note written on an old call rates nothing again, whatever came since")
  @Test
  void shouldKeepWhatStandsWhenNothingElseWasUsed() {
    // Given
    PostedUsage posted = PostedUsage.of(Facts.used(0, "mobile", 37));

    // When
    Applied noted =
        (Applied) posted.then(Facts.used(1, "mobile", 37), Facts.withTariffFor("mobile"));

    // Then
    assertThat(noted.entries()).isEmpty();
    assertThat(noted.next().reported().revision()).isEqualTo(1);
    assertThat(noted.next().balance()).isEqualTo(posted.balance());
  }

  @DisplayName("BILL-135 a carrier's price in a currency without a rate leaves the price alone")
  @Test
  void shouldKeepThePriceWhenTheCarrierBillsInEuros() {
    // Given
    PostedUsage posted =
        PostedUsage.of(Facts.used(0, "mobile", 37), Facts.costed("0.01", "EUR", 1));

    // When
    Applied brought = (Applied) posted.rerated(Facts.WITH_EUROS);

    // Then
    assertThat(posted.balance().price()).isEqualTo(Money.brl("0.21"));
    assertThat(posted.balance().costIsReal()).isFalse();
    assertThat(posted.record().openCost()).isEqualTo("no exchange rate of EUR on that day");
    assertThat(brought.next().openCost()).isNull();
    assertThat(brought.next().balance().price()).isEqualTo(Money.brl("0.21"));
    assertThat(brought.next().balance().cost()).isEqualTo(Money.brl("0.064"));
  }

  @Test
  void shouldRateAgainNothingThatHasAPrice() {
    // Given
    PostedUsage posted = PostedUsage.of(Facts.used(0, "mobile", 37));

    // When
    Transition transition = posted.rerated(Facts.withTariffFor("mobile"));

    // Then
    assertThat(transition).isEqualTo(new Ignored("neither unrateable nor without its cost"));
  }

  @Test
  void shouldSurviveBeingStored() {
    // Given
    UsageRecord record =
        PostedUsage.of(Facts.used(0, "mobile", 37), Facts.costed("0.013", "USD", 1)).record();

    // When
    String stored = EventJson.write(StoredUsage.of(record));

    // Then
    assertThat(EventJson.read(stored, StoredUsage.class).toRecord()).isEqualTo(record);
  }

  @Test
  void shouldGiveEntriesTheSameIdsInEveryReplay() {
    // Given
    List<LedgerEntry> once = PostedUsage.of(Facts.used(0, "mobile", 37)).entries();

    // When
    List<LedgerEntry> again = PostedUsage.of(Facts.used(0, "mobile", 37)).entries();

    // Then
    assertThat(again)
        .extracting(LedgerEntry::id)
        .isEqualTo(once.stream().map(LedgerEntry::id).toList());
  }
}
