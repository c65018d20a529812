package dev.ramal.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.RequestAddress;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses an address that is too long, and a body that announces to be too large, with a problem
 * document. The HTTP layer beneath has limits of its own, above these, and answers without a word.
 */
@ApplicationScoped
class RequestLimits {
  /** Before the limits of the HTTP layer, after CORS and the like. */
  private static final int PRIORITY = 10;

  private static final int SHOWN = 200;

  private final HttpConfig limits;
  private final ObjectMapper json;

  RequestLimits(HttpConfig limits, ObjectMapper json) {
    this.limits = limits;
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext request) {
    if (request.request().uri().length() > limits.maxUri()) {
      refuse(
          request,
          Problem.of(414, "RAMAL-0414", "The address is too long")
              .detail(
                  "A path with its query may have up to %d characters."
                      .formatted(limits.maxUri())));
      return;
    }
    long most =
        LimitBodies.most(
            limits,
            request.normalizedPath(),
            request.request().getHeader(HttpHeaderNames.CONTENT_TYPE));
    if (announced(request) > most) {
      refuse(request, LimitBodies.tooLarge(most));
    } else {
      request.next();
    }
  }

  private static long announced(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void refuse(RoutingContext request, Problem problem) {
    String path = RequestAddress.path(request);
    HttpServerResponse response = request.response().setStatusCode(problem.status());
    response.putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.putHeader(HttpHeaderNames.CONNECTION, "close");
    try {
      response.end(
          json.writeValueAsString(
              problem.instance(path.substring(0, Math.min(SHOWN, path.length())))));
    } catch (JsonProcessingException e) {
      request.fail(e);
    }
  }
}
