package dev.ramal.carriers.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("one part of a file is served, or the whole of it")
class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=0-500, 0, 99",
    "bytes=90-, 90, 99",
    "bytes=-10, 90, 99",
    "bytes=-500, 0, 99"
  })
  void shouldTakeOneRange(String header, long first, long last) {
    // When / Then
    assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=0-1,3-4", "pages=1-2", "bytes=9-3"})
  void shouldSendTheWholeFileForAnythingElse(String header) {
    // When / Then
    assertThat(ByteRange.of(header, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=200-300", "bytes=-0"})
  void shouldRefuseARangeOutsideTheFile(String header) {
    // When / Then
    assertThatThrownBy(() -> ByteRange.of(header, 100))
        .isInstanceOf(ByteRange.OutsideFile.class)
        .hasMessageContaining("100 bytes");
  }

  @Test
  void shouldSayWhatItSends() {
    // When / Then
    assertThat(new ByteRange(10, 19).contentRange(100)).isEqualTo("bytes 10-19/100");
  }
}
