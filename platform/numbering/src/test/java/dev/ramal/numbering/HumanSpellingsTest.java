package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HumanSpellingsTest {
  @Test
  void shouldTypeAMobileAsPeopleDo() {
    // Given
    E164 mobile = E164.of("+5511987654321");

    // When
    List<String> typed = HumanSpellings.of(mobile);

    // Then
    assertThat(typed.subList(0, 8)).isEqualTo(Spellings.of(mobile));
    assertThat(typed)
        .contains(
            "+55 11 98765-4321",
            "(011) 98765-4321",
            "11 98765 4321",
            "(11) 9 8765-4321",
            "(11)98765-4321",
            "011 8765-4321")
        .doesNotHaveDuplicates()
        .hasSizeLessThan(150);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0xx11 98765-4321",
        "(0xx11) 98765-4321",
        "0xx11 8765 4321",
        "0 15 11 98765-4321",
        "0 41 11 8765-4321",
        "0055 11 98765-4321",
        "0055 11 98765 4321",
        "+55 (0)11 98765-4321"
      })
  void shouldTypeAMobileAsItIsToldForDialling(String typed) {
    // Then
    assertThat(HumanSpellings.of(E164.of("+5511987654321"))).contains(typed);
  }

  @Test
  void shouldFitIntoTheAddressOfOneRequest() {
    // When
    List<String> typed = HumanSpellings.of(E164.of("+5511987654321"));

    // Then
    String list = typed.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
    assertThat(URLEncoder.encode(list, StandardCharsets.UTF_8).length()).isLessThan(6000);
  }

  @Test
  void shouldTypeALandlineWithoutANinthDigit() {
    // When
    List<String> typed = HumanSpellings.of(E164.of("+551131655854"));

    // Then
    assertThat(typed)
        .contains("+55 11 3165-5854", "(011) 3165-5854", "11 3165.5854", "1131655854")
        .noneMatch(text -> text.replaceAll("[^0-9]", "").contains("931655854"));
  }

  @Test
  void shouldTypeTollFreeByThrees() {
    // When
    List<String> typed = HumanSpellings.of(E164.of("+558007284321"));

    // Then
    assertThat(typed).contains("0800 728 4321", "0800-728-4321", "08007284321", "(0800) 728-4321");
  }

  @Test
  void shouldLeaveOtherCountriesAsTheyAre() {
    // Given
    E164 foreign = E164.of("+14155550100");

    // Then
    assertThat(HumanSpellings.of(foreign)).isEqualTo(Spellings.of(foreign));
  }
}
