package dev.ramal.calls.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.kit.problem.Problem.FieldError;
import dev.ramal.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-349 a file of numbers is read whole or not at all")
class BlocklistCsvTest {
  private static final Instant NOW = Instant.parse("2026-12-02T15:00:00Z");
  private static final BlocklistEntry USUAL =
      new BlocklistEntry("", Source.PROCON, "lista", NOW, null, "ana", NOW);

  @Test
  void shouldReadNumbersReasonsAndTimes() {
    // Given
    String file =
        "\uFEFFnúmero;motivo\r\n11987654321\r\n(21) 8765-4321;pediu;2027-01-01;2027-02-01T00:00:00Z"
            + "\n\n\"+551133334444\",,\n+55900*\n";

    // When
    List<BlocklistEntry> read = List.copyOf(BlocklistCsv.read(file, USUAL));

    // Then
    assertThat(read)
        .extracting(BlocklistEntry::number)
        .containsExactly("+5511987654321", "+5521987654321", "+551133334444", "+55900*");
    assertThat(read.get(0).reason()).isEqualTo("lista");
    assertThat(read.get(0).effectiveFrom()).isEqualTo(NOW);
    assertThat(read.get(1).reason()).isEqualTo("pediu");
    assertThat(read.get(1).effectiveFrom()).isEqualTo("2027-01-01T03:00:00Z");
    assertThat(read.get(1).expiresAt()).isEqualTo("2027-02-01T00:00:00Z");
  }

  @Test
  void shouldBeginADayThatHadNoMidnightWhenItBegan() {
    // When: clocks went from 00:00 to 01:00
    List<BlocklistEntry> read = List.copyOf(BlocklistCsv.read("11987654321,,2018-11-04", USUAL));

    // Then
    assertThat(read.get(0).effectiveFrom()).isEqualTo("2018-11-04T03:00:00Z");
  }

  @Test
  void shouldNameTheFirstBadLines() {
    // Given
    String file =
        "11987654321\nnobody\n+5511987654322,x,soon\n+5511987654323,,2027-01-02,2027-01-01";

    // When
    ProblemException refused =
        catchThrowableOfType(() -> BlocklistCsv.read(file, USUAL), ProblemException.class);

    // Then
    assertThat(refused.problem().code()).isEqualTo("CALLS-0312");
    assertThat(refused.problem().errors())
        .extracting(FieldError::field)
        .containsExactly("line 2.number", "line 3.effectiveFrom", "line 4.expiresAt");
  }

  @Test
  void shouldRefuseAFileWithoutNumbersOrWithTooMany() {
    // Given
    String many =
        IntStream.rangeClosed(0, BlocklistCsv.MOST_LINES)
            .mapToObj(n -> "1")
            .collect(Collectors.joining("\n"));

    // Then
    assertThat(catchThrowableOfType(() -> BlocklistCsv.read(many, USUAL), ProblemException.class))
        .isNotNull();
    assertThat(catchThrowableOfType(() -> BlocklistCsv.read("nr\n", USUAL), ProblemException.class))
        .isNotNull();
    assertThat(catchThrowableOfType(() -> BlocklistCsv.read(null, USUAL), ProblemException.class))
        .isNotNull();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "+5511987654321, +5511987654321",
        "+551187654321, +5511987654321",
        "1187654321, +5511987654321",
        "2098765432, -",
        "+4930123456, +4930123456",
        "+558001234567, +558001234567",
        "+55900*, +55900*",
        "+*, -",
        "*, -",
        "+5511987654321x, -",
        "123, -"
      })
  void shouldReadANumberAsItIsDialled(String text, String number) {
    assertThat(BlockableNumber.of(text).orElse(null)).isEqualTo(number);
  }
}
