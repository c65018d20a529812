package dev.ramal.messaging.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MSG-180 a text with variables: read, filled in, and numbered as carriers have it")
class TemplateTextTest {
  private static final TemplateText TEXT =
      new TemplateText("Oi {{ lead_name }}, a {{company}} ligou. {{lead_name}}, pode ser {{1}}?");

  @Test
  void shouldNameEachVariableOnceInTheOrderOfTheText() {
    // Then
    assertThat(TEXT.isWellFormed()).isTrue();
    assertThat(TEXT.variables()).containsExactly("lead_name", "company", "1");
    assertThat(TEXT.numbered()).isEqualTo("Oi {{1}}, a {{2}} ligou. {{1}}, pode ser {{3}}?");
  }

  @Test
  void shouldReadNoVariableInAValue() {
    // When
    Map<String, String> values =
        Map.of("lead_name", "{{company}}", "company", "R$ 1\\2", "1", "às 10h");
    // Then
    assertThat(TEXT.render(values))
        .isEqualTo("Oi {{company}}, a R$ 1\\2 ligou. {{company}}, pode ser às 10h?");
    assertThat(TEXT.byPosition(values))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("1", "{{company}}", "2", "R$ 1\\2", "3", "às 10h"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{Nome}}", "{{lead name}}", "{{0}}", "{{100}}", "a {{b", "b}} c", "{{}}"})
  void shouldKnowBracesThatAreNoVariable(String body) {
    // Then
    assertThat(new TemplateText(body).isWellFormed()).isFalse();
  }

  @Test
  void shouldBeTheSameTextWhateverVersionHasIt() {
    // Then
    assertThat(TEXT.key()).hasSize(64).isEqualTo(new TemplateText(TEXT.body()).key());
    assertThat(new TemplateText("outro").key()).isNotEqualTo(TEXT.key());
  }
}
