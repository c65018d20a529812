package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.telnyx.DetailRecords.Billed;
import dev.ramal.events.Money;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DetailRecordsTest {
  private static final List<Billed> MINUTES = List.of(billed("0.0123", "USD"));
  private static final List<Billed> CONTROL = List.of(billed("0.0020", "USD"));

  @Test
  @DisplayName("CALL-163 a price of Telnyx is that of minutes and control together")
  void shouldWaitForBothParts() {
    assertThat(DetailRecords.sum(MINUTES, CONTROL, false)).contains(Money.of("0.0143", "USD"));
    assertThat(DetailRecords.sum(MINUTES, List.of(), false)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(), true)).contains(Money.of("0.0123", "USD"));
  }

  @Test
  void shouldAddUpNothingThatCannotBeRead() {
    assertThat(DetailRecords.sum(MINUTES, List.of(billed("0.0020", "EUR")), true)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(billed("1e9", "USD")), true)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(billed(null, "USD")), true)).isEmpty();
    assertThat(DetailRecords.sum(MINUTES, List.of(billed("0.0020", "usd")), true)).isEmpty();
  }

  private static Billed billed(String cost, String currency) {
    return new Billed("leg", null, null, cost, currency);
  }
}
