package dev.ramal.bench.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** The load in a process of its own: {@code GET /run?port=&connections=&millis=} does one round. */
public final class LoadServer {
  private LoadServer() {}

  /** {@code args}: port to listen on. The Auth Token comes in {@code RAMAL_BENCH_TOKEN}. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    List<Buffer> requests = SignedRequests.make(System.getenv("RAMAL_BENCH_TOKEN"));
    vertx
        .createHttpServer()
        .requestHandler(request -> round(vertx, requests, request))
        .listen(Integer.parseInt(args[0]), "localhost")
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  private static void round(Vertx vertx, List<Buffer> requests, HttpServerRequest request) {
    if (!request.path().equals("/run")) {
      request.response().end("ready");
      return;
    }
    new Load(vertx, requests)
        .run(
            Integer.parseInt(request.getParam("port")),
            Integer.parseInt(request.getParam("connections")),
            Long.parseLong(request.getParam("millis")))
        .onSuccess(measurement -> request.response().end(measurement.line()))
        .onFailure(failure -> request.response().setStatusCode(500).end(failure.getMessage()));
  }
}
