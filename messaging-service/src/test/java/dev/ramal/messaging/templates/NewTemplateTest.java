package dev.ramal.messaging.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.Problem.FieldError;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-181 words of a template are checked before they are kept")
class NewTemplateTest {
  private static final AccessScope ANA =
      new AccessScope(Tenants.AURORA, "ana-id", "ana", "Ana", false, false);
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whatsapp | {{name}} oi, tudo bem?         | body",
        "whatsapp | Oi, tudo bem {{name}}          | body",
        "whatsapp | Oi {{name}} {{day}} tudo bem?  | body",
        "whatsapp | Oi {{name}}, tudo bem?         | examples.name",
        "sms      | Oi {{Name}}                    | body",
      })
  void shouldNameWhatWhatsAppWouldRefuse(String channel, String body, String field) {
    // Then
    assertThat(refused(template("ola", Channel.of(channel), body, null, null)))
        .extracting(FieldError::field)
        .contains(field);
  }

  @Test
  void shouldTakeAnSmsThatIsAVariableAlone() {
    // When
    Template kept = template("ola", Channel.SMS, "{{1}}", null, null).template(ANA, NOW);
    // Then
    assertThat(kept.current().variants()).containsExactly(new TemplateVariant("A", 1, "{{1}}"));
    assertThat(kept.language()).isEqualTo("pt_BR");
    assertThat(kept.sharing()).isEqualTo(Sharing.ORGANIZATION);
  }

  @Test
  void shouldComposeDecomposedAccents() {
    // When
    Template kept = template("ola", Channel.SMS, "Joa\u0303o", null, null).template(ANA, NOW);
    // Then
    assertThat(kept.current().variants().get(0).body()).isEqualTo("Jo\u00e3o");
  }

  @Test
  void shouldWantTheSameVariablesInEachVariant() {
    // Given
    List<TemplateVariant> variants =
        List.of(
            new TemplateVariant("A", null, "Oi {{name}}!"),
            new TemplateVariant("A", 101, "Olá {{name}}!"));
    List<TemplateVariant> others =
        List.of(
            new TemplateVariant("A", 1, "Oi {{name}}!"),
            new TemplateVariant("B", 3, "Olá {{day}}!"));
    // Then
    assertThat(refused(template("ola", Channel.SMS, null, variants, null)))
        .extracting(FieldError::field)
        .containsExactly("variants[1].key", "variants[1].weight");
    assertThat(refused(template("ola", Channel.SMS, null, others, null)))
        .extracting(FieldError::field)
        .containsExactly("variants[1].body");
  }

  @Test
  void shouldNameEveryFieldThatIsWrong() {
    // Given
    NewTemplate asked =
        new NewTemplate("Olá!", null, Channel.SMS, "português", "Oi", null, Map.of("x", "y"), null);
    // Then
    assertThat(refused(asked))
        .extracting(FieldError::field)
        .contains("name", "category", "language");
    assertThat(refused(template("ola", Channel.SMS, "Oi", null, Map.of("x", "y"))))
        .extracting(FieldError::field)
        .containsExactly("examples.x");
    assertThat(refused(template("ola", Channel.SMS, null, null, null)))
        .extracting(FieldError::field)
        .containsExactly("body");
  }

  @Test
  void shouldMakeAVersionOfOtherWordsOnly() {
    // Given
    Template before = template("ola", Channel.SMS, "Oi {{name}}", null, null).template(ANA, NOW);
    Instant later = NOW.plusSeconds(60);
    // When
    Template same =
        new TemplateChange(TemplateCategory.CLOSING, null, "Oi {{name}}", null, null)
            .changed(before, ANA, later);
    Template other =
        new TemplateChange(null, null, "Olá {{name}}", null, null).changed(before, ANA, later);
    // Then
    assertThat(same.current()).isEqualTo(before.current());
    assertThat(same.category()).isEqualTo(TemplateCategory.CLOSING);
    assertThat(other.current().version()).isEqualTo(2);
    assertThat(other.current().createdAt()).isEqualTo(later);
  }

  @Test
  @DisplayName("MSG-182 a missing, an unknown and an unfit variable are named")
  void shouldNameEachVariableThatDoesNotFit() {
    // Given
    Template template =
        template(
                "ola",
                Channel.WHATSAPP,
                "Oi {{name}}, dia {{day}} às {{time}} está bom?",
                null,
                Map.of("name", "Maria", "day", "2", "time", "10h"))
            .template(ANA, NOW);
    Map<String, String> given = Map.of("name", "Ana\nMaria", "day", "2", "hour", "10h");
    // When
    Problem problem =
        catchThrowableOfType(
                ProblemException.class,
                () ->
                    ComposedText.of(
                        template, template.variantFor("+5511"), given, "template.variables."))
            .problem();
    // Then
    assertThat(problem.code()).isEqualTo("MESSAGES-0042");
    assertThat(problem.errors())
        .extracting(FieldError::field)
        .containsExactly(
            "template.variables.name", "template.variables.time", "template.variables.hour");
  }

  private static NewTemplate template(
      String name,
      Channel channel,
      String body,
      List<TemplateVariant> variants,
      Map<String, String> examples) {
    return new NewTemplate(
        name, TemplateCategory.GREETING, channel, null, body, variants, examples, null);
  }

  private static List<FieldError> refused(NewTemplate asked) {
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> asked.template(ANA, NOW)).problem();
    assertThat(problem.code()).isEqualTo("MESSAGES-0044");
    return problem.errors();
  }
}
