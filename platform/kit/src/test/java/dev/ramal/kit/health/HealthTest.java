package dev.ramal.kit.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.ramal.kit.app.KitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the checks of an application made of the kit depend on. */
@KitTest
class HealthTest {
  /** A channel of the application. */
  private static final String CHANNEL = "note-sets";

  @Test
  @DisplayName("KIT-15 ready says whether the broker is there, and does not depend on a channel")
  void shouldBeReadyByWhatIsAskedForAndNotByChannels() {
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItem("compacted topics"))
                    .body(
                        "checks.find { it.name == 'broker' }.data.connection",
                        equalTo("connected")));
    assertThat(given().get("/q/health/ready").asString()).doesNotContain(CHANNEL);
  }

  @Test
  @DisplayName("KIT-16 live is what a restart would cure: channels that end, the relay's thread")
  void shouldLiveWhileNothingNeedsARestart() {
    String live = given().get("/q/health/live").then().statusCode(200).extract().asString();

    assertThat(live).contains(CHANNEL, "outbox relay").doesNotContain("\"broker\"");
  }
}
