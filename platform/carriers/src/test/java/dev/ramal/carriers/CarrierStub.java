package dev.ramal.carriers;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A carrier that answers as told and remembers what it was sent. */
public final class CarrierStub implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile BiConsumer<HttpServerRequest, String> answer = (request, body) -> {};

  public record Received(String method, String uri, String authorization, String body) {}

  public CarrierStub() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> receive(request, body)))
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private void receive(HttpServerRequest request, Buffer body) {
    received.add(
        new Received(
            request.method().name(),
            request.uri(),
            request.getHeader("Authorization"),
            body.toString()));
    answer.accept(request, body.toString());
  }

  public String url() {
    return "http://localhost:" + server.actualPort();
  }

  public Vertx vertx() {
    return vertx;
  }

  public List<Received> received() {
    return received;
  }

  public void answer(int status, String contentType, String body) {
    answer =
        (request, ignored) ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .putHeader("Retry-After", "7")
                .end(body);
  }

  public void answerNothing() {
    answer = (request, ignored) -> {};
  }

  public void breakConnection() {
    answer = (request, ignored) -> request.connection().close();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
