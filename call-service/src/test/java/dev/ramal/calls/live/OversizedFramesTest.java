package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server of Vert.x's own, as the service has one. */
@DisplayName("CALL-195 whoever sends too much is told so")
class OversizedFramesTest {
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void listen() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(OversizedFramesTest::upgrade)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 300_000, 3_000_000})
  void shouldTellAClientWhoseFrameIsTooLarge(int letters) {
    // When
    String end = endAfter(letters);

    // Then
    assertThat(end).isEqualTo("1009 a message may have up to 16384 characters");
  }

  @Test
  void shouldLetEverythingElsePass() {
    // When
    String end = endAfter(65_536);

    // Then
    assertThat(end).isEqualTo("4000 65536");
  }

  private String endAfter(int letters) {
    URI live = URI.create("http://localhost:%d/live".formatted(server.actualPort()));
    try (RawSocketClient client = new RawSocketClient(live, "none")) {
      client.sendFrame(letters);
      return client.end();
    }
  }

  /** Says how much it has read. */
  private static void upgrade(HttpServerRequest request) {
    OversizedFrames.install(((ConnectionBase) request.connection()).channel().pipeline());
    request
        .toWebSocket()
        .onSuccess(
            (ServerWebSocket socket) ->
                socket.textMessageHandler(text -> socket.close((short) 4000, "" + text.length())));
  }
}
