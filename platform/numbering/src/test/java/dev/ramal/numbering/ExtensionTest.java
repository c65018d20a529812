package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "11 3333-4444 ramal 12 | 11 3333-4444 | 12",
        "(11) 3333-4444 - Ramal: 1234 | (11) 3333-4444 | 1234",
        "11 3333-4444 r. 12 | 11 3333-4444 | 12",
        "11 3333-4444 R12 | 11 3333-4444 | 12",
        "11 3333-4444 (ramal 12) | 11 3333-4444 | 12",
        "11 3333-4444, ext. 12 | 11 3333-4444 | 12",
        "11 3333-4444 extensão 12 | 11 3333-4444 | 12",
        "11 3333-4444 anexo 12 | 11 3333-4444 | 12",
        "+551133334444x12 | +551133334444 | 12",
        "+551133334444#12 | +551133334444 | 12",
        "11 3333-4444 ramal nº 12 | 11 3333-4444 | 12",
        "11 3333-4444 | 11 3333-4444 | -",
        "(0xx11) 3333-4444 | (0xx11) 3333-4444 | -",
        "ramal 12 | ramal 12 | -",
        "RAMAL | RAMAL | -"
      })
  void shouldPartTheExtension(String text, String number, String extension) {
    // When
    Extension parted = Extension.split(text);

    // Then
    assertThat(parted).isEqualTo(new Extension(number, extension));
  }
}
