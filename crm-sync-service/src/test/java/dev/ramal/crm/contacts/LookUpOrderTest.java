package dev.ramal.crm.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import dev.ramal.numbering.Spellings;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LookUpOrderTest {
  @Test
  @DisplayName("CRM-01 a mobile is looked up with and without the ninth digit")
  void shouldTryAMobileWithAndWithoutTheNinthDigit() {
    // Given
    E164 mobile = E164.of("+5511987654321");

    // When
    List<String> spellings = Spellings.of(mobile);

    // Then
    assertThat(spellings)
        .containsExactly(
            "+5511987654321",
            "5511987654321",
            "11987654321",
            "(11) 98765-4321",
            "+551187654321",
            "551187654321",
            "1187654321",
            "(11) 8765-4321");
  }

  @Test
  @DisplayName("CRM-03 a mobile that never had eight digits is not made a stranger's landline")
  void shouldNotMakeALandlineOfAMobile() {
    // Given
    E164 mobile = E164.of("+5511931655854");

    // When
    List<String> spellings = Spellings.of(mobile);

    // Then
    assertThat(spellings)
        .containsExactly("+5511931655854", "5511931655854", "11931655854", "(11) 93165-5854");
  }
}
