package dev.ramal.crm.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+5511987654321",
        "+551187654321",
        "5511987654321",
        "(11) 98765-4321",
        "(11) 8765-4321",
        "11 8765 4321",
        "011 98765-4321"
      })
  @DisplayName("CRM-175 a mobile, however people typed it, is known in both its spellings")
  void shouldKnowAMobileInBothSpellings(String typed) {
    // When, Then
    assertThat(ContactNumbers.of(List.of(typed)))
        .containsExactlyInAnyOrder("+5511987654321", "+551187654321");
  }

  @Test
  @DisplayName("CRM-175 what is no number, or whoever hides, is left out")
  void shouldLeaveOutWhatIsNoNumber() {
    // When, Then
    assertThat(ContactNumbers.of(List.of("", "ramal 12", "anonymous", "+266696687"))).isEmpty();
    assertThat(ContactNumbers.of(List.of("(11) 3003-0001", "+14155550100")))
        .containsExactlyInAnyOrder("+551130030001", "+14155550100");
  }
}
