package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @Test
  void shouldTravelAsText() throws Exception {
    // Given
    Money price = Money.brl("0.15");

    // When
    String json = EventJson.mapper().writeValueAsString(price);

    // Then
    assertThat(json).isEqualTo("{\"amount\":\"0.150000\",\"currency\":\"BRL\"}");
    assertThat(EventJson.mapper().readValue(json, Money.class)).isEqualTo(price);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.000000",
    "0.000001,0.000001",
    "0.0000005,0.000000",
    "0.0000015,0.000002",
    "1E+2,100.000000"
  })
  void shouldKeepSixDecimalsHalfEven(String given, String kept) {
    // When
    Money money = Money.brl(given);

    // Then
    assertThat(money.amount().toString()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"0.125,0.12", "0.135,0.14", "-0.125,-0.12"})
  void shouldRoundALineToCentsHalfEven(String given, String cents) {
    // When
    String rounded = Money.brl(given).toCents().toPlainString();

    // Then
    assertThat(rounded).isEqualTo(cents);
  }

  @Test
  void shouldRefuseToMixCurrencies() {
    // Given
    Money reais = Money.brl("1");
    Money dollars = Money.of("1", "USD");

    // Then
    assertThatIllegalArgumentException().isThrownBy(() -> reais.plus(dollars));
  }

  @Test
  void shouldKeepEachDigitOnItsWayThroughATree() throws JsonProcessingException {
    // Given
    String price = EventJson.write(Money.brl("100"));
    String small = EventJson.write(Money.brl("0.0000001").plus(Money.brl("1.50")));

    // When
    String again = EventJson.mapper().writeValueAsString(EventJson.mapper().readTree(price));

    // Then
    assertThat(again).isEqualTo(price).contains("\"100.000000\"");
    assertThat(EventJson.mapper().readTree(small).toString()).contains("\"1.500000\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "0e999999999", "1e101"})
  void shouldRefuseWhatWouldHaveToBeWrittenOut(String amount) {
    assertThatIllegalArgumentException().isThrownBy(() -> Money.brl(amount));
  }
}
