package dev.ramal.calls.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.kit.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CALL-54 a signed link plays ranges, and nothing once it is forged or has ended")
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
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(416));
  }

  @Test
  void shouldSayWhatItSends() {
    // When / Then
    assertThat(new ByteRange(10, 19).contentRange(100)).isEqualTo("bytes 10-19/100");
  }
}
