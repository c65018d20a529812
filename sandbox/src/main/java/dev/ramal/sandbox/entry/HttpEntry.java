package dev.ramal.sandbox.entry;

import dev.ramal.sandbox.checks.Preconditions;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The one public port of a sandbox: hands each path to its service or to Keycloak, WebSockets
 * included, and tells pages of other origins whether they may ask.
 */
public final class HttpEntry implements AutoCloseable {
  /** Shorter than any service's: a request sent as the other side closes is lost. */
  private static final int IDLE_SECONDS = 20;

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Vertx vertx;
  private final SandboxPorts ports;
  private final Backends backends;
  private final Answered answered = new Answered();
  private final CrossOrigin crossOrigin;
  private final EntryPage page;
  private final Map<Service, Handler<HttpServerRequest>> services = new EnumMap<>(Service.class);
  private final Handler<HttpServerRequest> keycloak;

  /**
   * @param status what runs, for whoever opens the entry's address
   */
  public HttpEntry(
      Vertx vertx, SandboxPorts ports, FrontendOrigins origins, Supplier<SandboxStatus> status) {
    this.vertx = vertx;
    this.ports = ports;
    this.backends = new Backends(ports);
    this.crossOrigin = new CrossOrigin(origins);
    this.page = new EntryPage(status);
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(256)
                .setConnectTimeout(2000)
                .setKeepAliveTimeout(IDLE_SECONDS));
    for (Service service : Service.values()) {
      services.put(
          service, Behind.proxy(client, () -> backends.next(service), "", service.id(), answered));
    }
    this.keycloak =
        Behind.proxy(
            client, () -> ports.servers().keycloak(), Routes.KEYCLOAK, "Keycloak", answered);
  }

  /** Which processes answer for each service. */
  public Backends backends() {
    return backends;
  }

  /** How they have answered. */
  public Answered answered() {
    return answered;
  }

  /**
   * To this machine only.
   *
   * @throws SandboxFailure when the port is taken or may not be used
   */
  public void listen() {
    listen(ports.entry(), this::route);
  }

  /**
   * Lets services ask this one by the same turns, at a port of its own: all paths, for there is
   * nobody but services.
   */
  public void listenInside(Service service) {
    listen(ports.inside(service), services.get(service));
  }

  private void listen(int port, Handler<HttpServerRequest> handler) {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setMaxInitialLineLength(UnreadableRequest.LONGEST_LINE))
            .invalidRequestHandler(UnreadableRequest::refuse)
            .requestHandler(handler);
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

  /**
   * What does not begin with a slash is refused: its path would be looked for behind a {@code ://}
   * anywhere in it, and a service be asked for what stands before.
   */
  private void route(HttpServerRequest request) {
    String path = request.path();
    if (!request.uri().startsWith("/") || !Routes.isPlain(path)) {
      Refusal.of(400, "Not a plain path").answer(request);
    } else if (!Routes.isWritten(request.uri())) {
      Refusal.of(400, "Not a plain path")
          .saying("A character of it must be escaped (RFC 3986), as in %s for |", "%7C")
          .answer(request);
    } else if (Routes.isKeycloak(path)) {
      keycloak.handle(request); // which knows by itself which pages may ask
    } else if (CrossOrigin.isPreflight(request)) {
      crossOrigin.answerPreflight(request);
    } else {
      crossOrigin.prepare(request);
      answer(request, path);
    }
  }

  private void answer(HttpServerRequest request, String path) {
    Optional<Handler<HttpServerRequest>> service = Routes.of(path).map(services::get);
    if (service.isPresent()) {
      service.get().handle(request);
      return;
    }
    Optional<String> problem = PublicFiles.problem(path);
    if (problem.isPresent()) {
      request.response().setStatusCode(302).putHeader("Location", problem.get()).end();
      return;
    }
    Optional<Path> file = PublicFiles.find(path);
    if (!path.equals("/") && file.isEmpty()) {
      Refusal.of(404, "Not found")
          .saying("Nothing is public here; / tells what is")
          .answer(request);
    } else if (!READING.contains(request.method())) {
      request.response().putHeader("Allow", "GET, HEAD");
      Refusal.of(405, "Method not allowed").answer(request);
    } else {
      file.ifPresentOrElse(found -> PublicFiles.answer(request, found), () -> page.answer(request));
    }
  }
}
