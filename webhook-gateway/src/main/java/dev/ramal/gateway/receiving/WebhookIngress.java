package dev.ramal.gateway.receiving;

import dev.ramal.gateway.carriers.CallbackOutcome;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.WebhookConnection;
import dev.ramal.kit.problem.TraceId;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * What every request of a carrier passes first: known address, known connection, right type, small
 * enough, genuine, within its organization's rate. Stands in front of everything else that the HTTP
 * server does (no request context, no body handler, no authentication mechanism before the
 * carrier's own signature), runs on the event loop and never waits.
 */
@Singleton
public class WebhookIngress {
  private static final Logger LOG = Logger.getLogger(WebhookIngress.class);

  /** Before every route of the framework. */
  private static final int FIRST = Integer.MIN_VALUE + 1;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final List<CarrierWebhooks> carriers;
  private final WebhookConnections connections;
  private final TenantRateLimiter limiter;
  private final WebhookMetrics metrics;
  private final Clock clock;
  private final long maxBody;
  private final RateLimitedLog warnings = new RateLimitedLog(LOG);

  public WebhookIngress(
      @All List<CarrierWebhooks> carriers,
      WebhookConnections connections,
      TenantRateLimiter limiter,
      WebhookMetrics metrics,
      Clock clock,
      ReceivingConfig config) {
    this.carriers = List.copyOf(carriers);
    this.connections = connections;
    this.limiter = limiter;
    this.metrics = metrics;
    this.clock = clock;
    this.maxBody = config.maxBody().asLongValue();
  }

  void open(@Observes Router router, @All List<CallbackHandler<?>> handlers) {
    handlers.forEach(handler -> register(router, handler));
  }

  /** The same without the framework around it. */
  public void register(Router router, CallbackHandler<?> handler) {
    router
        .route(handler.prefix() + "*")
        .order(FIRST)
        .handler(context -> receive(context.request(), handler));
  }

  private <K> void receive(HttpServerRequest request, CallbackHandler<K> handler) {
    CallbackResponse response = new CallbackResponse(request, metrics);
    try {
      CallbackHandler.Address<K> address = handler.addressOrNull(request.path(), carriers);
      if (address == null) {
        throw new RejectedCallback(
            CallbackOutcome.NO_SUCH_CALLBACK, "look up the addresses in the documentation");
      }
      response.concerns(address.carrier());
      WebhookConnection connection = connection(request, address);
      String contentType = contentType(request, address.carrier());
      BodyReader.read(
          request,
          maxBody,
          body -> pass(request, address, connection, contentType, body, handler, response),
          () ->
              response.reject(
                  new RejectedCallback(
                      CallbackOutcome.TOO_LARGE, "at most " + maxBody + " bytes are taken")));
    } catch (RuntimeException e) {
      response.reject(rejection(e, request, null));
      BodyReader.drain(request, false);
    }
  }

  private WebhookConnection connection(
      HttpServerRequest request, CallbackHandler.Address<?> address) {
    if (!request.method().equals(HttpMethod.POST)) {
      throw new RejectedCallback(CallbackOutcome.NOT_POSTED, "configure the carrier to use POST");
    }
    if (!connections.isCaughtUp()) {
      throw new RejectedCallback(CallbackOutcome.CATCHING_UP, "try again in a moment");
    }
    WebhookConnection found = connections.connection(address.connectionId()).orElse(null);
    if (found == null
        || found.carrier() != address.carrier().carrier()
        || found.isClosedAt(clock.instant())) {
      throw new RejectedCallback(
          CallbackOutcome.UNKNOWN_CONNECTION, "no open connection of this carrier has this id");
    }
    return found;
  }

  private static String contentType(HttpServerRequest request, CarrierWebhooks carrier) {
    String contentType = request.getHeader("content-type");
    if (!is(contentType, FORM) && !is(contentType, JSON)) {
      throw new RejectedCallback(
          CallbackOutcome.WRONG_TYPE, carrier.carrier().wire() + " sends " + FORM + " or " + JSON);
    }
    return contentType;
  }

  private static boolean is(String contentType, String type) {
    return contentType != null
        && contentType.regionMatches(true, 0, type, 0, type.length())
        && (contentType.length() == type.length()
            || ";, ".indexOf(contentType.charAt(type.length())) >= 0);
  }

  private <K> void pass(
      HttpServerRequest request,
      CallbackHandler.Address<K> address,
      WebhookConnection connection,
      String contentType,
      byte[] body,
      CallbackHandler<K> handler,
      CallbackResponse response) {
    ReceivedCallback genuine;
    try {
      ReceivedCallback received =
          new ReceivedCallback(
              address.carrier(),
              connection,
              address.name(),
              rawPathAndQuery(request),
              contentType.toLowerCase(Locale.ROOT),
              request::getHeader,
              body,
              is(contentType, FORM) ? FormBody.parse(body) : null,
              clock.instant());
      genuine = verified(received);
    } catch (RuntimeException e) {
      response.reject(rejection(e, request, connection));
      return;
    }
    try {
      if (!limiter.take(connection.tenant())) {
        throw new RejectedCallback(
            CallbackOutcome.RATE_LIMITED, "the organization's callbacks come too fast");
      }
      handler.handle(address.kind(), genuine, response);
    } catch (RuntimeException e) {
      handler.reject(genuine, rejection(e, request, connection), response);
    }
  }

  private static ReceivedCallback verified(ReceivedCallback received) {
    return switch (received.carrier().verify(received)) {
      case GENUINE -> received;
      case ABSENT ->
          throw new RejectedCallback(
              CallbackOutcome.UNSIGNED, "only what the carrier has signed is taken");
      case FORGED ->
          throw new RejectedCallback(
              CallbackOutcome.FORGED,
              "no live key of this connection made this signature for this request");
    };
  }

  /** The request line's own bytes; an absolute form is reduced to path and query. */
  private static String rawPathAndQuery(HttpServerRequest request) {
    String uri = request.uri();
    if (uri.startsWith("/")) {
      return uri;
    }
    return request.query() == null ? request.path() : request.path() + "?" + request.query();
  }

  private RejectedCallback rejection(
      RuntimeException failure, HttpServerRequest request, WebhookConnection connection) {
    if (!(failure instanceof RejectedCallback rejection)) {
      LOG.errorf(
          failure,
          "a callback broke us, %s %s, traceId=%s; the carrier is told to come again",
          request.method(),
          request.path(),
          TraceId.current());
      return new RejectedCallback(CallbackOutcome.BROKEN, "this is ours to mend");
    }
    if (rejection.outcome().status() == CallbackOutcome.FORGED.status()) {
      // A wrong key looks like this too, and what is refused some carriers never repeat.
      warnings.say(connection + " refused a callback: " + rejection.outcome().title());
    }
    return rejection;
  }
}
