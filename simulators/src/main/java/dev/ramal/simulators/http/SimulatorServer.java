package dev.ramal.simulators.http;

import dev.ramal.simulators.fault.Faults;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.time.Loop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * The HTTP server of one stand-in: logs every request, applies the switched-on faults, turns
 * refusals into the API's own error shape. Control requests ({@code /_sim}) are neither logged nor
 * disturbed.
 */
public final class SimulatorServer {
  private static final String ITSELF = "localhost";
  private static final String EVERY_ADDRESS = "0.0.0.0";

  private static final Logger LOG = Logger.getLogger(SimulatorServer.class);
  private static final String CONTROL = "/_sim";

  private final String name;
  private final Loop loop;
  private final RequestLog log;
  private final Faults faults;
  private final ErrorShape errors;
  private final Router router;
  private String host;
  private HttpServer server;

  public SimulatorServer(String name, Loop loop, RequestLog log, Faults faults, ErrorShape errors) {
    this.name = name;
    this.loop = loop;
    this.log = log;
    this.faults = faults;
    this.errors = errors;
    this.router = Router.router(loop.vertx());
  }

  /** Adds a path such as {@code /v2/calls/:id}; the first match wins. */
  public SimulatorServer route(String method, String path, Endpoint endpoint) {
    router.route(HttpMethod.valueOf(method), path).handler(context -> serve(context, endpoint));
    return this;
  }

  /**
   * Begins to listen: to this machine only, unless others are told a name of it. Whoever gets here
   * may do everything, there is no credential.
   *
   * @param publicHost name that {@link #url} tells others; {@code localhost} when there are none
   * @param port 0 takes a free one
   */
  public void listen(String publicHost, int port) {
    host = publicHost;
    router.route().handler(context -> serve(context, this::unknown));
    CompletableFuture<HttpServer> started = new CompletableFuture<>();
    loop.later(
        () ->
            loop.vertx()
                .createHttpServer(new HttpServerOptions().setMaxInitialLineLength(16_384))
                .requestHandler(router)
                .listen(port, publicHost.equals(ITSELF) ? ITSELF : EVERY_ADDRESS)
                .onSuccess(started::complete)
                .onFailure(started::completeExceptionally));
    server = Loop.await(started);
  }

  public int port() {
    return server.actualPort();
  }

  /** Where the stand-in is reached, without a trailing slash. */
  public String url() {
    return "http://" + host + ":" + port();
  }

  private void unknown(Exchange exchange) {
    throw exchange.path().startsWith(CONTROL)
        ? errors.of(404, "no such path: " + exchange.path())
        : errors.notPlayed(exchange.method(), exchange.path());
  }

  private void serve(RoutingContext context, Endpoint endpoint) {
    context
        .request()
        .body()
        .onSuccess(body -> serve(context, body, endpoint))
        .onFailure(gone -> context.request().connection().close());
  }

  private void serve(RoutingContext context, Buffer body, Endpoint endpoint) {
    String path = context.request().path();
    boolean control = path.startsWith(CONTROL);
    RequestFault fault =
        control
            ? null
            : faults.forRequest(name, context.request().method().name(), path, body.toString());
    long id = log.nextId();
    if (!control) {
      log.add(received(id, context, body, fault));
    }
    Exchange exchange = new Exchange(context, body, log, id, fault);
    if (fault != null && fault.kind() == RequestFault.Kind.RESET) {
      exchange.close();
      return;
    }
    try {
      if (fault != null && fault.kind() == RequestFault.Kind.STATUS) {
        throw made(fault);
      }
      endpoint.handle(exchange);
    } catch (ApiError refusal) {
      exchange.refuse(refusal);
    } catch (DecodeException malformed) {
      exchange.refuse(errors.of(400, "the body is not JSON"));
    } catch (IllegalArgumentException wrong) {
      exchange.refuse(errors.of(400, wrong.getMessage()));
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "%s failed at %s", name, path);
      exchange.refuse(errors.of(500, "the simulator failed: " + failure));
    }
  }

  private ApiError made(RequestFault fault) {
    ApiError error = errors.of(fault.status(), "made up by a fault switch");
    return fault.retryAfterSeconds() == null
        ? error
        : new ApiError(error.status(), error.body(), errors.pause(fault.retryAfterSeconds()));
  }

  private ReceivedRequest received(
      long id, RoutingContext context, Buffer body, RequestFault fault) {
    Map<String, String> headers = new TreeMap<>();
    context
        .request()
        .headers()
        .forEach((header, value) -> headers.put(header.toLowerCase(java.util.Locale.ROOT), value));
    headers.computeIfPresent("authorization", (unused, value) -> value.split(" ", 2)[0] + " …");
    return new ReceivedRequest(
        id,
        Instant.now(),
        name,
        context.request().method().name(),
        context.request().path(),
        context.request().query(),
        headers,
        body.toString(),
        null,
        fault == null ? null : fault.kind().name());
  }
}
