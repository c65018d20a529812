package dev.ramal.kit.globaltable;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.ramal.events.Topics;
import dev.ramal.kit.app.Greetings;
import dev.ramal.kit.app.KitTest;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KitTest
class GlobalTableTest {
  @Inject Greetings greetings;

  @Test
  void shouldFollowTheTopicAndForgetWithATombstone() {
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // Given
      probe.send(Topics.CONNECTIONS, "aurora:1", Map.of(), "hello");
      probe.send(Topics.CONNECTIONS, "boreal:1", Map.of(), "goodbye");
      await().until(() -> greetings.get("boreal:1").isPresent());

      // When
      probe.send(Topics.CONNECTIONS, "aurora:1", Map.of(), "hello again");
      probe.send(Topics.CONNECTIONS, "boreal:1", Map.of(), null);

      // Then
      await().until(() -> greetings.get("boreal:1").isEmpty());
      await().until(() -> greetings.get("aurora:1").orElse("").equals("hello again"));
    }
  }

  @Test
  void shouldKeepTheLastGoodValueWhenARecordCannotBeDecoded() {
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // Given
      probe.send(Topics.CONNECTIONS, "aurora:2", Map.of(), "good");

      // When
      probe.send(Topics.CONNECTIONS, "aurora:2", Map.of(), " ");
      probe.send(Topics.CONNECTIONS, "aurora:2-after", Map.of(), "next");

      // Then
      await().until(() -> greetings.get("aurora:2-after").isPresent());
      assertThat(greetings.get("aurora:2")).contains("good");
    }
  }

  @Test
  void shouldBeReadyOnceCaughtUp() {
    await().until(greetings::isCaughtUp);

    // The other checks of the application may need a moment longer.
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItem("compacted topics")));
  }
}
