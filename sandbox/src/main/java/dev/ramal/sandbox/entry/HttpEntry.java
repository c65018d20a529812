package dev.ramal.sandbox.entry;

import dev.ramal.sandbox.SandboxFailure;
import dev.ramal.sandbox.running.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one public port of a sandbox: hands each path to its service, WebSockets included. */
public final class HttpEntry implements AutoCloseable {
  private final Vertx vertx;
  private final Map<Service, HttpProxy> proxies = new EnumMap<>(Service.class);

  /**
   * @param ports where each service listens on this machine
   */
  public HttpEntry(Vertx vertx, Map<Service, Integer> ports) {
    this.vertx = vertx;
    var client =
        vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(256).setConnectTimeout(2000));
    ports.forEach(
        (service, port) ->
            proxies.put(service, HttpProxy.reverseProxy(client).origin(port, "localhost")));
  }

  /**
   * @throws SandboxFailure when the port is taken
   */
  public void listen(int port) {
    HttpServer server = vertx.createHttpServer().requestHandler(this::route);
    try {
      server.listen(port).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while opening port " + port + ".", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new SandboxFailure(
          "Port " + port + " is taken by another program; free it or set RAMAL_PORT.", e);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void route(HttpServerRequest request) {
    Optional<HttpProxy> proxy = Routes.of(request.path()).map(proxies::get);
    if (proxy.isPresent()) {
      proxy.get().handle(request);
    } else {
      request
          .response()
          .setStatusCode(404)
          .putHeader("Content-Type", "application/problem+json")
          .end("{\"title\":\"Not found\",\"status\":404,\"code\":\"ENTRY-0404\"}");
    }
  }
}
