package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On a server of Vert.x's own, which would wait an hour for a reader's goodbye. */
@DisplayName("CALL-741 who does not take the close frame loses the connection at once")
class LiveTransportTest {
  private static final int HOUR = 3600;

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<Stalled> stalled = new CompletableFuture<>();
  private HttpServer server;

  /**
   * A connection that takes nothing more.
   *
   * @param goodbye whether the close frame was taken
   */
  private record Stalled(Channel channel, CompletableFuture<Void> goodbye) {}

  @BeforeEach
  void listen() {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setWebSocketClosingTimeout(HOUR))
            .requestHandler(this::upgrade)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldCutAReaderThatTakesNothing() throws InterruptedException {
    URI live = URI.create("http://localhost:%d/live".formatted(server.actualPort()));
    try (RawSocketClient reader = new RawSocketClient(live, "none")) {
      // Given
      Stalled connection = stalled.join();
      assertThat(connection.goodbye()).isNotDone();

      // When
      LiveTransport.cut(connection.channel());

      // Then
      assertThat(connection.channel().closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(connection.goodbye()).failsWithin(Duration.ofSeconds(10));
      assertThat(reader.isReset()).isTrue();
      LiveTransport.cut(connection.channel());
    }
  }

  /** Writes until the socket takes no more, then says goodbye. */
  private void upgrade(HttpServerRequest request) {
    Channel channel = ((ConnectionBase) request.connection()).channel();
    OversizedFrames.install(channel.pipeline());
    request.toWebSocket().onSuccess(socket -> fill(socket, channel));
  }

  private void fill(ServerWebSocket socket, Channel channel) {
    String much = "x".repeat(60_000);
    for (int written = 0; written < 400; written++) {
      socket.writeTextMessage(much);
    }
    CompletableFuture<Void> goodbye =
        socket.close((short) 1012, "resume").toCompletionStage().toCompletableFuture();
    stalled.complete(new Stalled(channel, goodbye));
  }
}
