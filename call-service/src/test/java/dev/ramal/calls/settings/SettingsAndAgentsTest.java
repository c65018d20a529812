package dev.ramal.calls.settings;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.prompts.Prompt;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class SettingsAndAgentsTest {
  private final CallApi carla = CallApi.as("carla");

  @AfterEach
  void restore() {
    carla
        .request()
        .body(
            Map.of(
                "carrier",
                "twilio",
                "record",
                false,
                "disclaimer",
                Prompt.RECORDING_DISCLAIMER.words()))
        .put("/api/settings/voice");
    carla.request().body(Map.of("endpoint", "softphone")).put("/api/agents/me");
  }

  @Test
  @DisplayName("CALL-57 voice settings: an administrator writes, the organization reads")
  void shouldKeepVoiceSettingsPerOrganization() {
    // When
    carla
        .request()
        .body(Map.of("carrier", "telnyx", "record", true, "disclaimer", "Gravamos esta ligação."))
        .put("/api/settings/voice")
        .then()
        .statusCode(200);

    // Then
    CallApi.as("ana")
        .request()
        .get("/api/settings/voice")
        .then()
        .statusCode(200)
        .body("carrier", equalTo("telnyx"))
        .body("record", equalTo(true))
        .body("disclaimer", equalTo("Gravamos esta ligação."));
    CallApi.as("bia")
        .request()
        .get("/api/settings/voice")
        .then()
        .body("carrier", equalTo("twilio"))
        .body("record", equalTo(false));
    CallApi.as("ana")
        .request()
        .body(Map.of("record", false))
        .put("/api/settings/voice")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("CALL-57 voice settings: an administrator writes, the organization reads")
  void shouldRefuseToRecordWithoutADisclaimer() {
    // When / Then
    carla
        .request()
        .body(Map.of("carrier", "vonage", "record", true, "disclaimer", " "))
        .put("/api/settings/voice")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("carrier"))
        .body("errors.field", hasItem("disclaimer"));
  }

  @Test
  @DisplayName("CALL-57 voice settings: an administrator writes, the organization reads")
  void shouldRefuseABlankDisclaimerEvenWhileNothingIsRecorded() {
    // When / Then
    carla
        .request()
        .body(Map.of("record", false, "disclaimer", "  "))
        .put("/api/settings/voice")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("disclaimer"));
    CallApi.as("ana")
        .request()
        .get("/api/settings/voice")
        .then()
        .body("disclaimer", equalTo(Prompt.RECORDING_DISCLAIMER.words()));
  }

  @Test
  @DisplayName("CALL-58 an agent says where it rings; others only through an administrator")
  void shouldKeepWhereAnAgentRings() {
    // When
    String id =
        carla
            .request()
            .body(Map.of("endpoint", "phone", "phone", "+5511987654321"))
            .put("/api/agents/me")
            .then()
            .statusCode(200)
            .extract()
            .path("userId");

    // Then
    CallApi.as("bruno")
        .request()
        .get("/api/agents/" + id)
        .then()
        .statusCode(200)
        .body("endpoint", equalTo("phone"))
        .body("phone", equalTo("+5511987654321"));
    CallApi.as("ana").request().get("/api/agents/" + id).then().statusCode(404);
    CallApi.as("bia")
        .request()
        .get("/api/agents/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("CALLS-0222"));
    CallApi.as("bruno").request().get("/api/agents/zzz").then().statusCode(404);
  }

  @Test
  @DisplayName("CALL-57 voice settings: an administrator writes, the organization reads")
  void shouldChangeNothingByAFieldThatIsMisspelt() {
    // When / Then
    carla
        .request()
        .body(Map.of("recrod", true))
        .put("/api/settings/voice")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("recrod"));
    carla
        .request()
        .body(Map.of())
        .put("/api/settings/voice")
        .then()
        .statusCode(400)
        .body("code", equalTo("CALLS-0212"));
  }

  @Test
  @DisplayName("CALL-58 an agent says where it rings; others only through an administrator")
  void shouldNameWhatIsWrongWithAnAgent() {
    // When / Then
    carla
        .request()
        .body(Map.of("endpoint", "phone", "phone", "11987654321"))
        .put("/api/agents/me")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("phone"))
        .body("suggestion", equalTo("+5511987654321"));
  }

  @Test
  @DisplayName("CALL-124 two administrators at once: neither change is lost")
  void shouldLoseNoChangeOfTwoAdministratorsAtOnce() {
    for (int round = 0; round < 8; round++) {
      // Given
      String words = "Gravamos. Rodada " + round + ".";
      boolean recorded = round % 2 == 0;

      // When
      CompletableFuture<?> one = changed(Map.of("record", recorded));
      CompletableFuture<?> other = changed(Map.of("disclaimer", words));
      CompletableFuture.allOf(one, other).join();

      // Then
      carla
          .request()
          .get("/api/settings/voice")
          .then()
          .body("record", equalTo(recorded))
          .body("disclaimer", equalTo(words));
    }
  }

  private CompletableFuture<?> changed(Map<String, Object> change) {
    RequestSpecification request = carla.request().body(change);
    return CompletableFuture.runAsync(
        () -> request.put("/api/settings/voice").then().statusCode(200));
  }
}
