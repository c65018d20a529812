package dev.ramal.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.crm.port.CrmFault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CRM-271 a batch that is not read whole proves nothing; that a record is gone does")
class HubSpotRecordsTest {
  @Test
  void shouldTakeAnAnswerThatSaysWhatIsGone() {
    assertThatCode(
            () ->
                HubSpotRecords.requireAllRead(
                    read(
                        """
                        {"results":[{"id":"1"}],"numErrors":2,"errors":[
                          {"category":"OBJECT_NOT_FOUND","context":{"ids":["2","3"]}}]}
                        """)))
        .doesNotThrowAnyException();
    assertThatCode(() -> HubSpotRecords.requireAllRead(read("{\"results\":[{\"id\":\"1\"}]}")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"results\":[],\"numErrors\":1}",
        "{\"results\":[],\"numErrors\":1,\"errors\":[{\"category\":\"INTERNAL_ERROR\"}]}",
        "{\"numErrors\":2,\"errors\":[{\"category\":\"OBJECT_NOT_FOUND\",\"context\":{\"ids\":[\"2\"]}}]}"
      })
  void shouldNotTakeOthers(String answer) {
    assertThatThrownBy(() -> HubSpotRecords.requireAllRead(read(answer)))
        .isInstanceOf(CrmFault.Unavailable.class);
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
