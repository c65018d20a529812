package dev.ramal.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.ramal.kit.http.StrictJson;
import dev.ramal.kit.problem.Problem.FieldError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A body that is not what it must be is refused, and the problem names the place")
class BodyProblemsTest {
  private static final ObjectMapper JSON =
      StrictJson.strict(new ObjectMapper().registerModule(new JavaTimeModule()));

  /** A body with a field of each kind. */
  record Order(
      @JsonProperty(required = true) String plan,
      Boolean record,
      Integer priority,
      Instant from,
      ChronoUnit unit,
      List<Item> items) {}

  /** Words that stand at the constants. */
  enum Named {
    @JsonProperty("login")
    LOGIN
  }

  /** Words that the constants have. */
  enum Valued {
    PDF;

    @JsonValue
    String word() {
      return "pdf";
    }
  }

  /** Of a list in it. */
  record Item(String name) {}

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`plan`:null,`recrod`:false} | recrod | is not a field of this request",
        "{} | plan | is required",
        "{`plan`:5} | plan | must be text, in quotes",
        "{`plan`:true} | plan | must be text, in quotes",
        "{`plan`:{}} | plan | must be text, in quotes",
        "{`record`:1} | record | must be true or false",
        "{`record`:`true`} | record | must be true or false",
        "{`priority`:`5`} | priority | must be a whole number, without quotes",
        "{`priority`:5.7} | priority | must be a whole number, without quotes",
        "{`priority`:99999999999} | priority | is out of range",
        "{`from`:5} | from | must be a date or time, as in 2026-03-02 or 2026-03-02T15:00:00Z",
        "{`unit`:`YEARLY`} | unit | is none of the values allowed",
        "{`unit`:3} | unit | is none of the values allowed",
        "{`items`:{}} | items | must be a list",
        "{`items`:[{`name`:`a`},{`name`:1}]} | items[1].name | must be text, in quotes",
        "{`items`:[`a`]} | items[0] | must be a JSON object: {…}",
      })
  void shouldNameTheField(String body, String field, String message) {
    // When
    Problem problem = refused(body.replace('`', '"'));

    // Then
    assertThat(problem.code()).isEqualTo("RAMAL-0400");
    assertThat(problem.errors())
        .extracting(FieldError::field, FieldError::message)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(field, message));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | The body must be a JSON object: {…}.",
        "5 | The body must be a JSON object: {…}.",
        "{\"plan\": | The body is not valid JSON at line 1, column 9.",
        "{\"plan\":\"a\"} {} | The body goes on behind the end of its JSON.",
        "plan=a | The body is not valid JSON at line 1, column 1.",
        "{\"plan\":\"a\",\"plan\":\"b\"} | The body is not valid JSON at line 1, column 19.",
      })
  void shouldSayWhatIsWrongWithTheWhole(String body, String detail) {
    // When
    Problem problem = refused(body);

    // Then
    assertThat(problem.code()).isEqualTo("RAMAL-0420");
    assertThat(problem.detail()).isEqualTo(detail);
  }

  @Test
  void shouldNameTheFieldsThatThereAre() {
    // When
    Problem problem = refused("{\"nam\":1,\"plan\":null}");

    // Then
    assertThat(problem.errors().get(0).allowed())
        .containsExactly("from", "items", "plan", "priority", "record", "unit");
  }

  @ParameterizedTest
  @ValueSource(classes = {ChronoUnit.class, Named.class, Valued.class})
  void shouldListWordsThatAreTaken(Class<? extends Enum<?>> type) throws JsonProcessingException {
    // When
    Problem problem = refused("{\"a\":\"banana\"}", mapOf(type));

    // Then
    List<String> listed = problem.errors().get(0).allowed();
    assertThat(listed).hasSameSizeAs(type.getEnumConstants());
    for (String word : listed) {
      assertThat(JSON.readValue("\"" + word + "\"", type)).isIn((Object[]) type.getEnumConstants());
    }
  }

  private static JavaType mapOf(Class<?> values) {
    return JSON.getTypeFactory().constructMapType(Map.class, String.class, values);
  }

  private static Problem refused(String body) {
    return refused(body, JSON.constructType(Order.class));
  }

  private static Problem refused(String body, JavaType type) {
    return BodyProblems.of(
        catchThrowableOfType(JsonProcessingException.class, () -> JSON.readValue(body, type)));
  }
}
