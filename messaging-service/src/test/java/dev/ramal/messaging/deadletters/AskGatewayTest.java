package dev.ramal.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ramal.events.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AskGatewayTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<Integer> asked = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String url;
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/internal/translations", this::answer);
    server.start();
    url = "http://localhost:" + server.getAddress().getPort();
  }

  @AfterEach
  void end() {
    server.stop(0);
    vertx.close().await().indefinitely();
  }

  @Test
  @DisplayName(
      "MSG-548 quarantined callbacks are tried by the gateway that runs, so many at a time, and"
          + " each has its own verdict")
  void shouldAskForEach() {
    // Given: every third is not understood
    List<String> callbacks =
        IntStream.range(0, 450).mapToObj(i -> "{\"known\":" + (i % 3 != 0) + "}").toList();

    // When
    List<GatewayVerdict> verdicts = ask(callbacks);

    // Then
    assertThat(asked).containsExactly(200, 200, 50);
    assertThat(tokens).containsOnly("Bearer ours");
    assertThat(verdicts).hasSize(450);
    assertThat(IntStream.range(0, 450).filter(i -> verdicts.get(i).complaint() != null))
        .allMatch(i -> i % 3 == 0)
        .hasSize(150);
  }

  @Test
  @DisplayName("MSG-548 of callbacks about which the gateway says nothing, nothing is said")
  void shouldSayNothingForAGatewayThatIsAway() {
    // When
    status = 503;
    List<GatewayVerdict> refused = ask(List.of("{}", "{}"));
    server.stop(0);
    List<GatewayVerdict> gone = ask(List.of("{}"));

    // Then
    assertThat(refused).hasSize(2).allMatch(Objects::isNull);
    assertThat(gone).hasSize(1).allMatch(Objects::isNull);
    assertThat(ask(List.of())).isEmpty();
  }

  @Test
  @DisplayName("MSG-548 a body that the gateway would not take is asked about in parts")
  void shouldBoundABody() {
    // Given
    String large = "{\"bodyBase64\":\"" + "x".repeat(350_000) + "\"}";

    // When
    List<List<String>> parts = AskGateway.parts(List.of(large, large, large, "{}"));

    // Then
    assertThat(parts).extracting(List::size).containsExactly(2, 2);
    assertThat(AskGateway.parts(List.of())).isEmpty();
  }

  private List<GatewayVerdict> ask(List<String> callbacks) {
    AskGateway gateway = new AskGateway(url, () -> Uni.createFrom().item("Bearer ours"), vertx);
    return gateway.ask(callbacks).await().atMost(Duration.ofSeconds(20));
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode callbacks = EventJson.mapper().readTree(exchange.getRequestBody().readAllBytes());
    asked.add(callbacks.size());
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    List<String> said = new ArrayList<>();
    callbacks.forEach(
        one ->
            said.add(
                one.path("known").asBoolean()
                    ? "{\"type\":\"t\",\"complaint\":null}"
                    : "{\"type\":null,\"complaint\":\"not understood\"}"));
    byte[] body = ("[" + String.join(",", said) + "]").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
