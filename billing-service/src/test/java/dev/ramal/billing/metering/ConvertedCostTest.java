package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an exchange rate that is corrected moves, and what it leaves. */
class ConvertedCostTest {
  @DisplayName("BILL-193 a corrected exchange rate converts new prices and moves no old cost")
  @Test
  void shouldKeepTheCostAsItWasConverted() {
    // Given
    Costed costed = Facts.costed("0.013", "USD", 1);
    PostedUsage posted = PostedUsage.of(Facts.used(0, "mobile", 37), costed);
    PostedUsage unanswered = PostedUsage.of(Facts.used(0, "mobile", 0), costed);

    // When
    Applied noted = (Applied) posted.then(Facts.used(1, "mobile", 37), Facts.DOLLAR_CORRECTED);
    Applied unansweredNoted =
        (Applied) unanswered.then(Facts.used(1, "mobile", 0), Facts.DOLLAR_CORRECTED);
    Applied longer = (Applied) posted.then(Facts.used(1, "mobile", 61), Facts.DOLLAR_CORRECTED);
    Applied sameAgain =
        (Applied) posted.then(Facts.costed("0.013", "USD", 2), Facts.DOLLAR_CORRECTED);
    Applied newPrice =
        (Applied) posted.then(Facts.costed("0.02", "USD", 2), Facts.DOLLAR_CORRECTED);
    Applied moved = (Applied) posted.then(Facts.used(1, "landline", 37), Facts.DOLLAR_CORRECTED);

    // Then
    assertThat(noted.entries()).isEmpty();
    assertThat(noted.next().openCost()).isNull();
    assertThat(unansweredNoted.entries()).isEmpty();
    assertThat(longer.next().balance().cost()).isEqualTo(Money.brl("0.0715"));
    assertThat(longer.next().balance().price()).isEqualTo(Money.brl("0.33"));
    assertThat(sameAgain.entries()).isEmpty();
    assertThat(newPrice.next().balance().cost()).isEqualTo(Money.brl("0.12"));
    assertThat(moved.next().balance().cost()).isEqualTo(Money.brl("0.078"));
  }

  @Test
  void shouldKeepTheOpenCostOpenWhenANoteComes() {
    // Given
    PostedUsage posted =
        PostedUsage.of(
            Facts.used(0, "mobile", 37),
            Facts.costed("0.013", "USD", 1),
            Facts.costed("0.01", "EUR", 2));

    // When
    Applied noted = (Applied) posted.then(Facts.used(1, "mobile", 37), Samples.seededRates());
    Applied brought = (Applied) posted.then(Facts.used(1, "mobile", 37), Facts.WITH_EUROS);

    // Then
    assertThat(noted.next().openCost()).isEqualTo("no exchange rate of EUR on that day");
    assertThat(brought.next().openCost()).isNull();
    assertThat(brought.next().balance().cost()).isEqualTo(Money.brl("0.064"));
  }
}
