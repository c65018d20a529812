package dev.ramal.calls.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.calls.CallProblems;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Membership;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.SignInProblem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Refuses a handshake with a problem document, as any request is refused. The WebSocket layer
 * beneath would answer with a status alone, and with a stack trace in the log where a token is bad.
 */
@ApplicationScoped
class LiveHandshake {
  private static final Logger LOG = Logger.getLogger(LiveHandshake.class);

  /** Before the layer that takes headers out of the subprotocol (220), and the login (200). */
  private static final int BEFORE_LOGIN = 230;

  private static final int AFTER_LOGIN = 10;

  private static final Set<String> READERS =
      Set.of(Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER);

  private final ObjectMapper json;

  LiveHandshake(ObjectMapper json) {
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(request -> onLive(request, this::readProtocols), BEFORE_LOGIN);
    filters.register(request -> onLive(request, this::check), AFTER_LOGIN);
  }

  private static void onLive(RoutingContext request, Check check) {
    boolean live =
        LiveSocket.PATH.equals(request.normalizedPath())
            && request.request().method().equals(HttpMethod.GET);
    if (live) {
      check.perform(request);
    } else {
      request.next();
    }
  }

  private void readProtocols(RoutingContext request) {
    if (LiveProtocols.areReadable(request.request().headers())) {
      request.next();
    } else {
      refuse(request, LiveProtocols.unreadable());
    }
  }

  private void check(RoutingContext request) {
    if (!request.request().headers().contains("Sec-WebSocket-Key")) {
      request.response().putHeader(HttpHeaderNames.UPGRADE, "websocket");
      refuse(request, CallProblems.NO_HANDSHAKE);
      return;
    }
    // Else the login answers by itself where a token is bad, and so would we.
    request.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
    QuarkusHttpUser.getSecurityIdentity(request, null)
        .subscribe()
        .with(
            identity ->
                refusal(request, identity)
                    .ifPresentOrElse(problem -> refuse(request, problem), request::next),
            failure -> {
              boolean expired = SignInProblem.isExpired(failure);
              Problem problem = expired ? SignInProblem.EXPIRED : SignInProblem.INVALID;
              LOG.infof("no live calls for a token: %s", problem.title());
              challenge(request, SignInProblem.challenge(expired));
              refuse(request, problem);
            });
  }

  private static Optional<Problem> refusal(RoutingContext request, SecurityIdentity identity) {
    if (identity == null || identity.isAnonymous()) {
      challenge(request, "Bearer");
      return Optional.of(SignInProblem.MISSING);
    }
    Optional<Problem> membership = Membership.of(identity).flatMap(Membership::problem);
    if (membership.isPresent()) {
      return membership;
    }
    if (identity.getRoles().stream().noneMatch(READERS::contains)) {
      return Optional.of(
          Problem.of(403, "RAMAL-0403", "Not permitted")
              .detail("Your roles in this organization do not allow this."));
    }
    return LiveQuery.of(request.request().query()).problem();
  }

  private static void challenge(RoutingContext request, String value) {
    request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, value);
  }

  private void refuse(RoutingContext request, Problem problem) {
    HttpServerResponse response = request.response().setStatusCode(problem.status());
    response.putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    try {
      response.end(json.writeValueAsString(problem.instance(LiveSocket.PATH)));
    } catch (JsonProcessingException e) {
      request.fail(e);
    }
  }

  /** Goes on with the request or ends it. */
  private interface Check {
    void perform(RoutingContext request);
  }
}
