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
        .hasSizeLessThanOrEqualTo(400);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+5511987654321",
        "5511987654321",
        "11987654321",
        "(11) 98765-4321",
        "(11)98765-4321",
        "11 98765-4321",
        "11 98765 4321",
        "11 987654321",
        "+55 11 98765-4321",
        "+55 11 987654321",
        "+55 (11) 98765-4321",
        "+55(11)98765-4321",
        "+55(11) 98765-4321",
        "55 11 98765-4321",
        "5511 98765-4321",
        "55 (11) 98765-4321",
        "55 (11) 9 8765-4321",
        "+55 (11) 9 8765-4321",
        "+55 11 9 8765-4321",
        "(11) 9 8765-4321",
        "(11) 9.8765-4321",
        "(11) 9 8765 4321",
        "11 9 8765-4321",
        "+55-11-98765-4321",
        "55-11-98765-4321",
        "11-98765-4321",
        "11.98765.4321",
        "011 98765-4321",
        "(011) 98765-4321",
        "011987654321",
        "0 11 98765-4321",
        "00 55 11 98765-4321",
        "0055 11 98765-4321",
        "0055 11 987654321",
        "005511987654321",
        "+5511 98765 4321",
        "+5511 98765-4321",
        "+55 11 98765 4321",
        "+55 11 98765.4321",
        "+55.11.98765.4321",
        "tel:+5511987654321",
        "tel:+55-11-98765-4321",
        "(11) 98765\u20134321",
        "11/98765-4321",
        "0(xx)11 98765-4321",
        "0xx11 98765-4321",
        "(0xx11) 98765-4321",
        "0 15 11 98765-4321",
        "(11) 98765-4321 (WhatsApp)",
        "11 98765-4321 (WhatsApp)",
        "+55 11 98765-4321 (WhatsApp)",
        "(11) 8765-4321",
        "11 8765-4321",
        "+55 11 8765-4321",
        "1187654321",
        "+551187654321",
        "011 8765-4321"
      })
  void shouldTypeAndReadAMobileAsItStandsInForms(String typed) {
    // Then
    assertThat(HumanSpellings.of(E164.of("+5511987654321"))).contains(typed);
    assertThat(MeantNumber.of(typed)).contains(E164.of("+5511987654321"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+5511987654321", "+5511931655854", "+551131655854"})
  void shouldReadAllThatItTypes(String number) {
    // Then
    assertThat(HumanSpellings.of(E164.of(number)))
        .allSatisfy(typed -> assertThat(MeantNumber.of(typed)).contains(E164.of(number)));
  }

  @Test
  void shouldFitIntoTheAddressesOfTwoRequests() {
    // When
    List<List<String>> lists = HumanSpellings.inLists(E164.of("+5511987654321"));

    // Then
    assertThat(lists).hasSize(2);
    assertThat(lists.stream().flatMap(List::stream))
        .containsExactlyElementsOf(HumanSpellings.of(E164.of("+5511987654321")));
    assertThat(lists)
        .allSatisfy(
            typed -> {
              String list =
                  typed.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
              assertThat(URLEncoder.encode(list, StandardCharsets.UTF_8).length()).isLessThan(6000);
            });
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
