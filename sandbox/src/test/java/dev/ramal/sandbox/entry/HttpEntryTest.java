package dev.ramal.sandbox.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEntryTest {
  private static final List<String> CHALLENGES = List.of("Bearer", "Basic");
  private static final FrontendOrigins ORIGINS = FrontendOrigins.of(Map.of());

  private final Vertx vertx = Vertx.vertx();
  private final SandboxPorts ports = SandboxPorts.free();
  private final int port = ports.entry();
  private HttpEntry entry;

  @BeforeEach
  void start() {
    listen(ports.of(Service.CALL_SERVICE));
    listen(ports.servers().keycloak());
    entry = entry();
    entry.listen();
  }

  private void listen(int behind) {
    vertx
        .createHttpServer()
        .requestHandler(request -> answer(behind, request))
        .listen(behind)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void answer(int behind, HttpServerRequest request) {
    if (request.path().endsWith("/live") && "token".equals(request.getParam("token"))) {
      request.toWebSocket().onSuccess(socket -> socket.writeTextMessage("hello " + socket.path()));
    } else if (request.path().endsWith("/live")) {
      request
          .response()
          .setStatusCode(401)
          .putHeader("Content-Type", "application/problem+json")
          .putHeader("WWW-Authenticate", CHALLENGES)
          .setChunked(true)
          .end("{\"code\":\"RAMAL-0401\"}");
    } else {
      request.response().end(behind + request.uri());
    }
  }

  private HttpEntry entry() {
    return new HttpEntry(Vertx.vertx(), ports, ORIGINS, () -> null);
  }

  /** Over a bare socket: no client that would tidy up the path first. */
  private String askedAsWritten(String path) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterEach
  void stop() {
    entry.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldHandAPathWithItsQueryToItsService() {
    // When
    Api.Answer answer = Api.at("http://localhost:" + port).get("/api/calls?limit=3");

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).endsWith("/api/calls?limit=3");
  }

  @Test
  void shouldSayThatAnAddressIsTooLong() {
    // When
    Api.Answer answer = Api.at("http://localhost:" + port).get("/api/calls?q=" + "x".repeat(9000));

    // Then
    assertThat(answer.status()).isEqualTo(414);
    assertThat(answer.json().path("code").asText()).isEqualTo("ENTRY-0414");
    assertThat(answer.json().path("detail").asText()).contains("8192");
  }

  @Test
  void shouldNotOpenWhatIsNotPublic() {
    // Given
    Api api = Api.at("http://localhost:" + port);

    // Then
    assertThat(api.get("/internal/voice/agent-answered").status()).isEqualTo(404);
    assertThat(api.get("/q/metrics").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/calls/../../q/metrics",
        "/api/calls/..",
        "/api/calls/./x",
        "/api/calls/%2e%2E/%2e%2e/internal/voice/agent-answered",
        "/api/calls/.%2e/x",
        "/api/calls/..;a=b/../q/metrics",
        "/api/calls/x%2F..%2f..%2Fq",
        "/api/calls/..%5c..%5cq",
        "/api/calls/..\\..\\q",
        "/api/calls/%zz",
        "/api/calls/a%2",
        "x?from=a://b/api/calls",
        "http://localhost/api/calls",
        "api/calls",
        "*"
      })
  void shouldRefuseAPathThatMayMeanAnother(String path) throws IOException {
    // When
    String answer = askedAsWritten(path);

    // Then
    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/calls?status=a|b", "/api/calls/a|b", "/api/calls?x={y}", "/api/calls?x=%z"})
  void shouldSayThatAnAddressIsNone(String address) throws IOException {
    // When
    String answer = askedAsWritten(address);

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json", "\"code\":\"ENTRY-0400\"", "must be escaped");
  }

  @Test
  void shouldNotMistakeOtherDotsForAWayUp() throws IOException {
    // Then
    assertThat(askedAsWritten("/api/calls/a..b/.c/d.csv?from=../x")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void shouldSayWhichServiceIsAway() {
    // When
    Api.Answer answer = Api.at("http://localhost:" + port).get("/api/billing/summary?month=x");

    // Then
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.json().path("detail").asText()).startsWith("billing-service does not answer");
    assertThat(answer.json().path("instance").asText()).isEqualTo("/api/billing/summary");
  }

  @Test
  void shouldHandLoginsToKeycloakUnderItsOwnPaths() {
    // Given
    Api api = Api.at("http://localhost:" + port);

    // Then
    assertThat(api.get("/auth/realms/ramal/x?a=/auth/b").body())
        .isEqualTo(ports.servers().keycloak() + "/realms/ramal/x?a=/auth/b");
    assertThat(api.get("/auth/resources/a.css").status()).isEqualTo(200);
    assertThat(api.get("/auth/realms/ramalx").status()).isEqualTo(404);
    assertThat(api.get("/auth/realms/master/x").status()).isEqualTo(404);
    assertThat(api.get("/auth/admin/master/console").status()).isEqualTo(404);
    assertThat(api.get("/auth").status()).isEqualTo(404);
  }

  @Test
  void shouldPassWebSocketsThrough() throws Exception {
    // Given
    CompletableFuture<String> received = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            received.complete(data.toString());
            return null;
          }
        };

    // When
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://localhost:" + port + "/api/calls/live?token=token"), listener)
            .get(10, TimeUnit.SECONDS);

    // Then
    assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("hello /api/calls/live");
    socket.abort();
  }

  @Test
  void shouldHandBackWholeWhyAWebSocketIsRefused() {
    // When
    UpgradeRejectedException refused = refusedHandshake("/api/calls/live?token=stolen");

    // Then
    assertThat(refused.getStatus()).isEqualTo(401);
    assertThat(refused.getHeaders().get("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.getHeaders().getAll("WWW-Authenticate")).isEqualTo(CHALLENGES);
    assertThat(refused.getBody()).hasToString("{\"code\":\"RAMAL-0401\"}");
    assertThat(Api.at("http://localhost:" + port).get("/api/calls").status()).isEqualTo(200);
  }

  @Test
  void shouldSayToAWebSocketWhichServiceIsAway() {
    // When
    UpgradeRejectedException refused = refusedHandshake("/api/billing/live");

    // Then
    assertThat(refused.getStatus()).isEqualTo(502);
    assertThat(refused.getHeaders().get("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.getBody().toString()).contains("billing-service does not answer");
  }

  private UpgradeRejectedException refusedHandshake(String path) {
    Future<?> handshake = vertx.createWebSocketClient().connect(port, "localhost", path);
    await().until(handshake::isComplete);
    return (UpgradeRejectedException) handshake.cause();
  }

  @Test
  void shouldSayWhichPortIsTaken() {
    // Given
    HttpEntry second = entry();

    // Then
    assertThatThrownBy(() -> second.listen())
        .isInstanceOf(SandboxFailure.class)
        .hasMessageContaining("Port " + port + " is taken");
    second.close();
  }
}
