package dev.ramal.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiContractTest {
  private static final String DOCUMENT =
      """
      {"paths": {
        "/api/calls/{id}": {"get": {"responses": {
          "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Call"}}}},
          "404": {"$ref": "#/components/responses/None"}}}},
        "/api/calls/live": {"get": {"operationId": "followCalls", "responses": {"204": {}}}},
        "/media/{id}": {"get": {"responses": {"200": {"content": {"audio/*": {}}}}}},
        "/files/{id}": {"get": {"responses": {"200": {"content": {"*/*": {}}}}}}},
       "components": {
        "responses": {"None": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}},
        "schemas": {"Call": {"type": "object", "required": ["status", "endedAt"], "properties": {
          "status": {"type": "string", "enum": ["ringing", "busy"]},
          "endedAt": {"type": ["string", "null"], "format": "date-time"}}}}}}
      """;
  private final OpenApiContract contract = new OpenApiContract(DOCUMENT);

  @Test
  void shouldAcceptWhatTheDocumentSays() {
    // Then
    assertThat(json("/api/calls/1", 200, "{\"status\":\"busy\",\"endedAt\":null}")).isEmpty();
    assertThat(
            json("/api/calls/1", 200, "{\"status\":\"busy\",\"endedAt\":\"2026-03-02T15:00:00Z\"}"))
        .isEmpty();
    assertThat(breaches("/api/calls/1", 404, "application/problem+json;charset=UTF-8", "{}"))
        .isEmpty();
    assertThat(breaches("/media/7", 200, "audio/mpeg", "ID3")).isEmpty();
    assertThat(breaches("/files/7", 200, "text/vcard", "BEGIN:VCARD")).isEmpty();
    assertThat(breaches("/api/calls/live", 204, null, "")).isEmpty();
  }

  @Test
  void shouldKnowWhichOperationWasAsked() {
    // Then
    assertThat(contract.operations()).containsExactly("followCalls");
    assertThat(contract.operation("GET", "/api/calls/live")).contains("followCalls");
    assertThat(contract.operation("POST", "/api/calls/live")).isEmpty();
    assertThat(contract.operation("GET", "/api/nothing")).isEmpty();
  }

  @Test
  void shouldNameEachMemberThatIsOtherwise() {
    // Then
    assertThat(json("/api/calls/1", 200, "{\"status\":\"busy\"}"))
        .singleElement()
        .asString()
        .contains("endedAt");
    assertThat(json("/api/calls/1", 200, "{\"status\":\"late\",\"endedAt\":null}"))
        .singleElement()
        .asString()
        .contains("/status");
    assertThat(json("/api/calls/1", 200, "{\"status\":\"busy\",\"endedAt\":\"now\"}"))
        .singleElement()
        .asString()
        .contains("/endedAt");
    assertThat(json("/api/calls/1", 200, "{\"status\":\"busy\",\"endedAt\":null,\"more\":1}"))
        .singleElement()
        .asString()
        .contains("more");
  }

  @Test
  void shouldFindWhatTheDocumentDoesNotTellOf() {
    // Then
    assertThat(json("/api/calls/1", 409, "{}"))
        .containsExactly("the document tells of no status 409");
    assertThat(json("/api/nothing", 200, "{}")).containsExactly("the document knows no such path");
    assertThat(json("/api/nothing", 404, "{}")).isEmpty();
    assertThat(breaches("/api/calls/1", 200, "text/plain", "busy"))
        .containsExactly("the document tells of no body of type text/plain");
    assertThat(breaches("/api/calls/1", 200, null, "")).containsExactly("the body is missing");
    assertThat(json("/api/calls/live", 204, "{}")).containsExactly("a body that is not told of");
  }

  private List<String> json(String path, int status, String body) {
    return breaches(path, status, "application/json", body);
  }

  private List<String> breaches(String path, int status, String type, String body) {
    return contract.breaches(
        new ServedAnswer("GET", path, status, type, body.getBytes(StandardCharsets.UTF_8)));
  }
}
