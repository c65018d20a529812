package dev.ramal.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.contract.ApiExamples;
import org.junit.jupiter.api.Test;

class ApiExamplesTest {
  private final ApiExamples examples = new ApiExamples(ContractJudge.document("openapi.json"));

  @Test
  void shouldFitTheirSchemas() {
    // Then
    assertThat(examples.breaches()).isEmpty();
    assertThat(examples.count()).isGreaterThan(30);
  }

  @Test
  void shouldShowABodyForEachRequestThatHasOne() {
    // Then
    assertThat(examples.requests())
        .hasSizeGreaterThan(12)
        .allSatisfy(request -> assertThat(request.body()).as(request.toString()).isNotNull());
  }

  @Test
  void shouldNameTheExampleThatFitsNot() {
    // Given
    String document =
        """
        {"components": {
          "schemas": {"Call": {"type": "object", "properties": {"to": {"type": "string"}},
                               "examples": [{"to": "1"}, {"too": "1"}]}},
          "parameters": {"limit": {"schema": {"type": "integer"}, "example": "5"}}}}
        """;

    // Then
    assertThat(new ApiExamples(document).breaches())
        .satisfiesExactly(
            call -> assertThat(call).startsWith("/components/schemas/Call").contains("'too'"),
            limit -> assertThat(limit).startsWith("/components/parameters/limit"));
  }

  @Test
  void shouldTakeAFieldNamedExamplesForAField() {
    // Given
    String document =
        """
        {"components": {"schemas": {"Template": {"type": "object", "properties": {
          "id": {"type": "string"},
          "examples": {"type": "object", "example": 1}}}}}}
        """;

    // Then
    assertThat(new ApiExamples(document).breaches())
        .singleElement()
        .asString()
        .startsWith("/components/schemas/Template/properties/examples:");
  }
}
