package dev.ramal.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import io.vertx.core.json.JsonObject;
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
}
