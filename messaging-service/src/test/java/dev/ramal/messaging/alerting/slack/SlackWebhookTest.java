package dev.ramal.messaging.alerting.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.jobs.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlackWebhookTest {
  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(200, null, "ok", new Outcome.Done<>("ok")),
        Arguments.of(429, "30", "", new Outcome.Throttled<>(Duration.ofSeconds(30), "429")),
        Arguments.of(429, "99999", "", new Outcome.Throttled<>(Duration.ofMinutes(10), "429")),
        Arguments.of(429, null, "", new Outcome.NotTaken<>("429")),
        Arguments.of(429, "soon", "", new Outcome.NotTaken<>("429")),
        Arguments.of(500, null, "<html>Oops</html>", new Outcome.NotTaken<>("500")),
        Arguments.of(503, "1", null, new Outcome.NotTaken<>("503")),
        Arguments.of(408, null, null, new Outcome.NotTaken<>("408")),
        Arguments.of(404, null, "no_service", new Outcome.Refused<>("slack-404", "404 no_service")),
        Arguments.of(
            403,
            null,
            "action_prohibited",
            new Outcome.Refused<>("slack-403", "403 action_prohibited")),
        Arguments.of(
            400,
            null,
            "invalid_payload",
            new Outcome.Refused<>("slack-400", "400 invalid_payload")),
        Arguments.of(302, null, null, new Outcome.Refused<>("slack-302", "302")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  @DisplayName("MSG-227 what an answer of Slack's means: done, later, never")
  void shouldUnderstandAnswers(int status, String retryAfter, String body, Outcome<String> means) {
    // Then
    assertThat(SlackWebhook.outcome(status, retryAfter, body)).isEqualTo(means);
  }

  @Test
  @DisplayName("MSG-228 blocks stay within Slack's limits, and what others wrote mentions nobody")
  void shouldWriteBlocksThatSlackTakes() {
    // Given
    String endless = "😀".repeat(2_000);

    // When
    JsonObject message =
        new JsonObject(
            new SlackMessage(endless, "<!channel> & co", Collections.nCopies(12, "<@U1>")).json());
    JsonObject plain = new JsonObject(new SlackMessage("Só isto", "", List.of()).json());

    // Then
    JsonObject header = message.getJsonArray("blocks").getJsonObject(0).getJsonObject("text");
    assertThat(header.getString("text")).hasSizeLessThanOrEqualTo(150).endsWith("😀…");
    assertThat(message.getJsonArray("blocks").getJsonObject(1).encode())
        .contains("&lt;!channel&gt; &amp; co");
    assertThat(message.getJsonArray("blocks").getJsonObject(2).getJsonArray("elements"))
        .hasSize(10);
    assertThat(message.encode()).doesNotContain("<@U1>");
    assertThat(plain.getJsonArray("blocks")).hasSize(1);
  }
}
