package dev.ramal.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that announces to be too large with a problem document. The HTTP layer beneath
 * would answer the same status without a word, and does so where a body does not say its length.
 */
@ApplicationScoped
class LargeBodies {
  /** Before the limit of the HTTP layer, after CORS and the like. */
  private static final int PRIORITY = 10;

  @ConfigProperty(name = "quarkus.http.limits.max-body-size")
  MemorySize limit;

  @Inject ObjectMapper json;

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext request) {
    if (announced(request) > limit.asLongValue()) {
      refuse(request);
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

  private void refuse(RoutingContext request) {
    Problem problem =
        Problem.of(413, "RAMAL-0413", "The body is too large")
            .detail("A body may have up to %d bytes.".formatted(limit.asLongValue()))
            .instance(request.normalizedPath());
    HttpServerResponse response = request.response().setStatusCode(problem.status());
    response.putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.putHeader(HttpHeaderNames.CONNECTION, "close");
    try {
      response.end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      request.fail(e);
    }
  }
}
