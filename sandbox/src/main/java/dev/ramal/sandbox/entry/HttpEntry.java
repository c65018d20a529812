package dev.ramal.sandbox.entry;

import dev.ramal.sandbox.checks.Preconditions;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one public port of a sandbox: hands each path to its service, WebSockets included. */
public final class HttpEntry implements AutoCloseable {
  /** Shorter than any service's: a request sent as the other side closes is lost. */
  private static final int IDLE_SECONDS = 20;

  private final Vertx vertx;
  private final Map<Service, HttpProxy> proxies = new EnumMap<>(Service.class);

  /**
   * @param ports where each service listens on this machine
   */
  public HttpEntry(Vertx vertx, Map<Service, Integer> ports) {
    this.vertx = vertx;
    var client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(256)
                .setConnectTimeout(2000)
                .setKeepAliveTimeout(IDLE_SECONDS));
    ports.forEach(
        (service, port) ->
            proxies.put(service, HttpProxy.reverseProxy(client).origin(port, "localhost")));
  }

  /**
   * To this machine only.
   *
   * @throws SandboxFailure when the port is taken or may not be used
   */
  public void listen(int port) {
    HttpServer server = vertx.createHttpServer().requestHandler(this::route);
    try {
      server
          .listen(port, "localhost")
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while opening port " + port + ".", e);
    } catch (ExecutionException | TimeoutException e) {
      throw Preconditions.refusedPort(port, e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void route(HttpServerRequest request) {
    if (!Routes.isPlain(request.path())) {
      refuse(request, 400, "Not a plain path");
      return;
    }
    Routes.of(request.path())
        .map(proxies::get)
        .ifPresentOrElse(proxy -> proxy.handle(request), () -> refuse(request, 404, "Not found"));
  }

  private static void refuse(HttpServerRequest request, int status, String title) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            "{\"title\":\"%s\",\"status\":%d,\"code\":\"ENTRY-0%d\"}"
                .formatted(title, status, status));
  }
}
