package dev.ramal.crm.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PhoneVariantsTest {
  @Test
  @DisplayName("CRM-01 a mobile is looked up with and without the ninth digit")
  void shouldTryAMobileWithAndWithoutTheNinthDigit() {
    // Given
    E164 mobile = E164.of("+5511987654321");

    // When
    List<String> variants = PhoneVariants.of(mobile);

    // Then
    assertThat(variants)
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
  void shouldAddTheNinthDigitToAnOldMobile() {
    // Given
    E164 oldMobile = E164.of("+554187654321");

    // When
    List<String> variants = PhoneVariants.of(oldMobile);

    // Then
    assertThat(variants).startsWith("+554187654321").contains("+5541987654321", "41987654321");
  }

  @Test
  @DisplayName("CRM-03 a mobile that never had eight digits is not made a stranger's landline")
  void shouldNotMakeALandlineOfAMobile() {
    // Given
    E164 mobile = E164.of("+5511931655854");

    // When
    List<String> variants = PhoneVariants.of(mobile);

    // Then
    assertThat(variants)
        .containsExactly("+5511931655854", "5511931655854", "11931655854", "(11) 93165-5854");
  }

  @Test
  void shouldNotInventANinthDigitForALandline() {
    // Given
    E164 landline = E164.of("+551131655854");

    // When
    List<String> variants = PhoneVariants.of(landline);

    // Then
    assertThat(variants)
        .containsExactly("+551131655854", "551131655854", "1131655854", "(11) 3165-5854");
  }

  @Test
  void shouldKeepAForeignNumberAsItIs() {
    // Given
    E164 foreign = E164.of("+14155550100");

    // When
    List<String> variants = PhoneVariants.of(foreign);

    // Then
    assertThat(variants).containsExactly("+14155550100", "14155550100");
  }
}
