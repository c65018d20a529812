package dev.ramal.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeedOverHttpTest {
  @Test
  void shouldTakeACrmContactWithoutWaitingForItself() throws Exception {
    // Given
    try (SimulatorHost host = Simulators.start()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(host.urls().get("control") + "/rdstation/contacts"))
              .timeout(Duration.ofSeconds(5))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Lia\"}"))
              .build();

      // When
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      // Then
      assertThat(answer.statusCode()).isEqualTo(201);
    }
  }
}
