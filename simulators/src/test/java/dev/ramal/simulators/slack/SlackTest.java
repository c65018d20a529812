package dev.ramal.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlackTest {
  @Test
  @DisplayName("SIM-72 remember what it was told")
  void shouldRememberWhatItWasTold() {
    try (SimulatorHost host = Simulators.start()) {
      // Given
      Http chat = Http.open(host.slack().webhookUrl());

      // When
      Http.Got taken = chat.post("", new JsonObject().put("text", "Fila parada"));
      Http.Got refused = chat.post("", new JsonObject());

      // Then
      assertThat(taken.text()).isEqualTo("ok");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(host.slack().messages())
          .extracting(message -> message.getString("text"))
          .containsExactly("Fila parada");
    }
  }

  @Test
  @DisplayName("SIM-630 refuse blocks that Slack would not take")
  void shouldRefuseBlocksThatSlackWouldNotTake() {
    try (SimulatorHost host = Simulators.start()) {
      // Given
      Http chat = Http.open(host.slack().webhookUrl());

      // When
      Http.Got taken =
          chat.post(
              "",
              blocks(
                  header("plain_text", "Atenção"),
                  new JsonObject().put("type", "divider"),
                  new JsonObject()
                      .put("type", "context")
                      .put("elements", new JsonArray().add(text("mrkdwn", "aurora")))));
      List<Http.Got> refused =
          Stream.of(
                  header("mrkdwn", "Atenção"),
                  header("plain_text", "x".repeat(151)),
                  header("plain_text", ""),
                  new JsonObject().put("type", "section"),
                  new JsonObject().put("type", "context").put("elements", new JsonArray()),
                  new JsonObject().put("type", "unheard-of"))
              .map(block -> chat.post("", blocks(block)))
              .toList();

      // Then
      assertThat(taken.status()).isEqualTo(200);
      assertThat(refused).extracting(Http.Got::text).containsOnly("invalid_blocks");
      assertThat(refused).extracting(Http.Got::status).containsOnly(400);
      assertThat(host.slack().messages()).hasSize(1);
    }
  }

  private static JsonObject blocks(JsonObject... blocks) {
    return new JsonObject().put("text", "Atenção").put("blocks", new JsonArray(List.of(blocks)));
  }

  private static JsonObject header(String type, String words) {
    return new JsonObject().put("type", "header").put("text", text(type, words));
  }

  private static JsonObject text(String type, String words) {
    return new JsonObject().put("type", type).put("text", words);
  }
}
