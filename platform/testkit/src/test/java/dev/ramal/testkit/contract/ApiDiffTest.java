package dev.ramal.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDiffTest {
  private static final String RELEASED =
      """
      {'paths': {'/api/calls': {'post': {'operationId': 'dialCall', 'x-roles': ['sales', 'admin'],
        'parameters': [{'name': 'dry', 'in': 'query', 'schema': {'type': 'boolean'}}],
        'requestBody': {'required': true, 'content': {'application/json': {'schema':
          {'type': 'object', 'required': ['to'], 'properties': {
            'to': {'type': 'string', 'maxLength': 20}, 'notes': {'type': 'string'},
            'carrier': {'enum': ['twilio', 'telnyx']}}}}}},
        'responses': {'201': {'content': {'application/json': {'schema':
          {'$ref': '#/components/schemas/Call'}}}}, '409': {}}}}},
       'components': {'schemas': {'Call': {'type': 'object', 'required': ['id', 'legs'], 'properties': {
         'id': {'type': 'string'}, 'status': {'enum': ['ringing', 'busy']},
         'legs': {'type': 'array', 'items': {'$ref': '#/components/schemas/Call'}}}}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          '/api/calls'                     | '/api/dials'                            | POST /api/calls: is gone
          'dialCall'                       | 'dial'                                  | was called dialCall
          'name': 'dry'                    | 'name': 'wet'                           | query dry: is gone
          'required': ['to']               | 'required': ['to', 'notes']             | request.notes: is demanded
          'sales', 'admin'                 | 'admin'                                 | is no more for sales
          'maxLength': 20                  | 'maxLength': 16                         | maxLength is 16 now
          'notes': {'type': 'string'}      | 'remarks': {'type': 'string'}           | request.notes: is gone
          'twilio', 'telnyx'               | 'telnyx'                                | value no more: twilio
          '201'                            | '202'                                   | 201 is gone
          'id': {'type': 'string'}         | 'id': {'type': 'integer'}               | type no more: string
          'id': {'type': 'string'}         | 'id': {'type': ['string', 'null']}      | type added: null
          'required': ['id', 'legs']       | 'required': ['legs']                    | 201.id: may be missing
          'status': {                      | 'state': {                              | 201.status: is gone
          """)
  void shouldNameWhatBreaksClients(String before, String after, String expected) {
    // When
    List<ApiChange> changes = ApiDiff.of(read(RELEASED), read(RELEASED.replace(before, after)));

    // Then
    assertThat(changes).filteredOn(ApiChange::breaks).asString().contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'notes': {'type': 'string'}      | 'notes': {'type': 'string'}, 'x': {}    | request.x: is new
          'id': {'type': 'string'}         | 'id': {'type': 'string'}, 'x': {}       | 201.x: is new
          'ringing', 'busy'                | 'ringing', 'busy', 'held'               | value added: held
          'twilio', 'telnyx'               | 'twilio', 'telnyx', 'other'             | value added: other
          '409': {}                        | '409': {}, '422': {}                    | 422 is new
          'required': ['to']               | 'required': []                          |
          'maxLength': 20                  | 'maxLength': 40                         |
          """)
  void shouldLetTheDocumentGrow(String before, String after, String expected) {
    // When
    List<ApiChange> changes = ApiDiff.of(read(RELEASED), read(RELEASED.replace(before, after)));

    // Then
    assertThat(changes).noneMatch(ApiChange::breaks);
    assertThat(changes.toString()).contains(expected == null ? "[]" : expected);
  }

  @Test
  void shouldKeepThePartsOfOtherServicesAndNothingThatNobodyRefersTo() {
    // Given
    ReleasedApi released = new ReleasedApi("{\"paths\":{},\"components\":{}}");
    JsonNode dials = read(RELEASED);
    JsonNode bills =
        read("{'paths': {'/api/bills': {'get': {'responses': {}}}}, 'components': {}}");

    // When
    ReleasedApi both = released.with("calls", dials).with("billing", bills);

    // Then
    assertThat(both.partOf("calls").at("/components/schemas/Call").isObject()).isTrue();
    assertThat(both.partOf("billing").path("paths").size()).isOne();
    assertThat(both.with("calls", bills).written()).doesNotContain("Call\"");
  }

  private static JsonNode read(String text) {
    return ReleasedApi.parsed(text.replace('\'', '"'));
  }
}
