package dev.ramal.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void shouldReadAsRfc9457Asks() throws JsonProcessingException {
    // Given
    Problem problem =
        Problem.of(422, "CALLS-0012", "The number cannot be called")
            .detail("It is on the blocklist.")
            .instance("/api/calls")
            .field("to", "is blocked", "mobile", "landline")
            .with("rule", "blocklist")
            .with("nothing", null);

    // When
    JsonNode json = new ObjectMapper().valueToTree(problem);

    // Then
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"type":"/problems/CALLS-0012",
                     "title":"The number cannot be called","status":422,
                     "detail":"It is on the blocklist.","instance":"/api/calls",
                     "code":"CALLS-0012",
                     "errors":[{"field":"to","message":"is blocked","allowed":["mobile","landline"]}],
                     "rule":"blocklist"}
                    """));
  }

  @Test
  void shouldLeaveOutWhatIsNotSaid() {
    // When
    JsonNode json = new ObjectMapper().valueToTree(Problem.of(404, "CALLS-0001", "No such call"));

    // Then
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("type", "title", "status", "code");
  }
}
