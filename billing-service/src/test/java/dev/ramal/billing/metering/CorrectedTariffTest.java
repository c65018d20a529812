package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.EntryOrigin;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Ignored;
import dev.ramal.billing.metering.UsageRecord.Transition;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.Money;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BILL-454 what a corrected tariff has rated is rated by what took its place, once")
class CorrectedTariffTest {
  private final PostedUsage posted =
      PostedUsage.of(Facts.used(0, "mobile", 37), Facts.costed("0.02", "BRL", 1));
  private final Set<UUID> corrected = Set.of(posted.balance().tariff());
  private final RateUsage now = Facts.withTariffFor("mobile");

  @Test
  void shouldPostTheDifferenceOfThePriceAlone() {
    // Given
    Money price = ((Rating.Rated) now.rate(Samples.leadCall("mobile", 37))).price();

    // When
    Applied applied = (Applied) posted.corrected(corrected, now);

    // Then
    assertThat(applied.entries()).hasSize(1);
    LedgerEntry entry = applied.entries().get(0);
    assertThat(entry.kind()).isEqualTo(EntryKind.CORRECTION);
    assertThat(entry.tariffVersion()).isEqualTo("nova");
    assertThat(entry.price()).isEqualTo(price.minus(posted.balance().price()));
    assertThat(entry.cost()).as("the carrier has named it").isEqualTo(Money.zero("BRL"));
    assertThat(applied.next().balance().price()).isEqualTo(price);
    assertThat(applied.next().balance().costIsReal()).isTrue();
  }

  @Test
  void shouldChangeNothingASecondTime() {
    // Given
    UsageRecord once = ((Applied) posted.corrected(corrected, now)).next();

    // When
    Transition again =
        once.correct(
            corrected, now, new LedgerPosting(Facts.KEY, EntryOrigin.of("x"), Samples.NOVEMBER));

    // Then
    assertThat(again).isInstanceOf(Ignored.class);
  }

  @Test
  void shouldLeaveWhatNothingTookThePlaceOf() {
    // When
    Transition ofAnotherTariff = posted.corrected(Set.of(new UUID(1, 1)), now);
    Transition coveredNoMore = posted.corrected(corrected, Facts.withTariffFor("landline"));
    Transition theSame = posted.corrected(corrected, Samples.seededRates());
    Transition nothingRated =
        PostedUsage.of(Facts.costed("0.02", "BRL", 1)).corrected(corrected, now);

    // Then
    assertThat(List.of(ofAnotherTariff, coveredNoMore, theSame, nothingRated))
        .allSatisfy(left -> assertThat(left).isInstanceOf(Ignored.class));
  }
}
