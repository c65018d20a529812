package dev.ramal.messaging.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MSG-93 a list is asked for a number however it is written, or for whom shows none")
class MessageFilterTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "+5511987654321, +5511987654321",
    "+551187654321, +5511987654321",
    "' 5511987654321', +5511987654321",
    "' 51987654321', +51987654321",
    "5511987654321, +5511987654321",
    "11987654321, +5511987654321",
    "(11) 98765-4321, +5511987654321",
    "(11) 8765-4321, +5511987654321",
    "011 3133-4444, +551131334444",
    "0 15 11 98765-4321, +5511987654321",
    "0xx11 98765-4321, +5511987654321",
    "+55 (11) 98765-4321, +5511987654321",
    "0055 11 98765-4321, +5511987654321",
    "0800 123 4567, +558001234567",
    "12345, 12345",
    "Loja, Loja",
    "Banco 24h, Banco 24h"
  })
  void shouldReadWhomAListIsAskedFor(String contact, String known) {
    // When
    MessageFilter filter = MessageFilter.of(null, null, null, contact, null);

    // Then
    assertThat(filter.contact().value()).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({",false", "false,false", "true,true"})
  void shouldReadWhetherOnlyUnreadThreadsAreMeant(String given, boolean meant) {
    // When // Then
    assertThat(MessageFilter.flag("unread", given)).isEqualTo(meant);
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> MessageFilter.flag("unread", "1"))
                .problem()
                .errors())
        .singleElement()
        .extracting("field")
        .isEqualTo("unread");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"5511333344445", "+55", " ", "98765432101234"})
  void shouldRefuseWhatLooksLikeANumberAndIsNone(String contact) {
    // When
    Problem problem =
        catchThrowableOfType(
                ProblemException.class, () -> MessageFilter.of(null, null, null, contact, null))
            .problem();

    // Then
    assertThat(problem.errors()).singleElement().extracting("field").isEqualTo("contact");
  }
}
