package dev.ramal.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ProxyOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractProxyTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer entry =
      vertx
          .createHttpServer()
          .webSocketHandler(
              socket ->
                  socket
                      .writeTextMessage("{\"type\":\"Ready\"}")
                      .onSuccess(
                          told ->
                              socket.writeTextMessage(
                                  "{\"type\":\"CallDialed\",\"callId\":\"1\"}")))
          .requestHandler(
              request ->
                  request
                      .response()
                      .putHeader("Content-Type", "application/json")
                      .end("{\"items\":[{\"id\":\"1\"}],\"asked\":\"" + request.uri() + "\"}"))
          .listen(0)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
  private final ContractJudge judge = new ContractJudge();
  private final ContractProxy proxy = new ContractProxy(entry.actualPort(), judge);
  private final HttpClient client = HttpClient.newBuilder().proxy(proxy.selector()).build();

  @AfterEach
  void stop() {
    proxy.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldPassAnAnswerOnAndSayWhatDoesNotFit(boolean asProxy) throws Exception {
    // When
    String answer =
        asked(asProxy ? base(entry.actualPort()) : proxy.address(), "/api/calls?limit=1");

    // Then
    assertThat(answer).contains("\"asked\":\"/api/calls?limit=1\"");
    List<String> breaches = judge.breaches();
    assertThat(breaches).hasSize(1);
    assertThat(breaches.get(0))
        .startsWith("GET /api/calls answered 200 otherwise than is published")
        .contains("'status'", "'next'", "'asked'");
    assertThat(judge.answered()).isOne();
    assertThat(judge.breaches()).isEmpty();
  }

  @Test
  void shouldJudgeNothingButTheApi() throws Exception {
    // When
    asked(base(entry.actualPort()), "/auth/realms/ramal");

    // Then
    assertThat(judge.answered()).isZero();
  }

  @Test
  void shouldReadAlongWhatFollowersOfCallsAreTold() {
    // Given: as browsers do, it offers to compress
    URI proxied = URI.create(proxy.address());
    WebSocketClient follower =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setTryUsePerMessageCompression(true)
                .setProxyOptions(
                    new ProxyOptions().setHost(proxied.getHost()).setPort(proxied.getPort())));
    List<String> received = new CopyOnWriteArrayList<>();

    // When
    follower
        .connect(entry.actualPort(), "localhost", "/api/calls/live")
        .onSuccess(socket -> socket.textMessageHandler(received::add));

    // Then
    Awaitility.await().untilAsserted(() -> assertThat(received).hasSize(2));
    Awaitility.await().untilAsserted(() -> assertThat(judge.told()).isEqualTo(2));
    List<String> breaches = judge.breaches();
    assertThat(breaches).hasSize(1);
    assertThat(breaches.get(0)).startsWith("a frame of the WebSocket").contains("'eventId'");
  }

  private String asked(String base, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String base(int port) {
    return "http://localhost:" + port;
  }
}
