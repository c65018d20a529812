package dev.ramal.messaging.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-93 a list is asked for one number, or refused with the one that was meant")
class MessageFilterTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "' 5511987654321', +5511987654321",
        "5511987654321, +5511987654321",
        "11987654321, +5511987654321",
        "5511333344445, -",
        "' ', -"
      })
  void shouldSuggestTheNumberThatWasMeant(String contact, String suggestion) {
    // When
    Problem problem =
        catchThrowableOfType(
                ProblemException.class, () -> MessageFilter.of(null, null, null, contact, null))
            .problem();

    // Then
    assertThat(problem.errors()).singleElement().extracting("field").isEqualTo("contact");
    assertThat(problem.more().get("suggestion")).isEqualTo(suggestion);
  }
}
