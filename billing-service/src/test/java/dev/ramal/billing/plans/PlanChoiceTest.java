package dev.ramal.billing.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.ramal.billing.plans.PlanResource.PlanChoice;
import dev.ramal.kit.http.StrictJson;
import dev.ramal.kit.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BILL-192 a plan is never ended by a body that does not say so")
class PlanChoiceTest {
  private static final ObjectMapper JSON = StrictJson.strict(new ObjectMapper());

  @Test
  void shouldTakeAPlanThatIsSaidAlsoWhenItIsNone() throws JsonProcessingException {
    // When, Then
    assertThat(read("{'plan':'essencial'}").code()).isEqualTo("essencial");
    assertThat(read("{'plan':null}").code()).isNull();
  }

  @Test
  void shouldRefuseWhereNoPlanIsSaid() throws JsonProcessingException {
    // Given
    PlanChoice empty = read("{}");

    // When
    ProblemException refused = catchThrowableOfType(ProblemException.class, empty::code);

    // Then
    assertThat(refused.problem().status()).isEqualTo(400);
    assertThat(refused.problem().errors().get(0).field()).isEqualTo("plan");
  }

  @Test
  void shouldNameWhatIsMisspeltOrNoText() {
    // When, Then
    assertThatExceptionOfType(UnrecognizedPropertyException.class)
        .isThrownBy(() -> read("{'plano':'essencial'}"))
        .satisfies(e -> assertThat(e.getPropertyName()).isEqualTo("plano"));
    assertThatExceptionOfType(MismatchedInputException.class)
        .isThrownBy(() -> read("{'plan':5}"))
        .satisfies(e -> assertThat(e.getTargetType()).isEqualTo(String.class));
  }

  private static PlanChoice read(String json) throws JsonProcessingException {
    return JSON.readValue(json.replace('\'', '"'), PlanChoice.class);
  }
}
