package dev.ramal.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.ramal.kit.identity.Membership;
import dev.ramal.kit.tenancy.SqlState;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request leaves as a problem document; never a stack trace. */
@ApplicationScoped
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @Inject SecurityIdentity identity;
  @Inject AllowedMethods allowedMethods;

  @ServerExceptionMapper
  Response known(ProblemException failure, RoutingContext request) {
    Problem problem = failure.problem();
    if (problem.status() >= 500) {
      problem = problem.traced();
      log(failure, problem, request);
    }
    Response.ResponseBuilder answer = Response.fromResponse(answer(problem, request));
    if (failure.retryAfter() != null) {
      answer.header("Retry-After", failure.retryAfter().toSeconds());
    }
    if (problem.status() == 401) {
      answer.header("WWW-Authenticate", "Bearer");
    }
    return answer.build();
  }

  /** What may be tried again is foreseen: no trace of the stack for each of a flood. */
  private static void log(ProblemException failure, Problem problem, RoutingContext request) {
    if (failure.retryAfter() == null) {
      LOG.errorf(failure, "answering %s to %s", problem.code(), told(request, problem));
    } else {
      LOG.warnf("answering %s to %s", problem.code(), told(request, problem));
    }
  }

  @ServerExceptionMapper
  Response invalid(
      ConstraintViolationException failure, RoutingContext request, ResourceInfo resource) {
    Problem problem = Problem.of(400, "RAMAL-0400", "Some fields are not valid");
    for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
      String field = InvalidField.of(violation.getPropertyPath(), resource);
      problem = problem.field(field, violation.getMessage());
    }
    return answer(problem, request);
  }

  @ServerExceptionMapper
  Response mismatched(MismatchedInputException failure, RoutingContext request) {
    return answer(BodyProblems.of(failure), request);
  }

  @ServerExceptionMapper
  Response webApplication(WebApplicationException failure, RoutingContext request) {
    Response original = failure.getResponse();
    if (original.hasEntity() && !(original.getEntity() instanceof String)) {
      return original;
    }
    if (failure.getCause() instanceof JsonProcessingException json) {
      return answer(BodyProblems.of(json), request);
    }
    Set<String> allowed = allowedMethods.of(request.request().path());
    return isWrongMethod(original.getStatus(), request, allowed)
        ? Response.fromResponse(answer(StatusProblems.of(405), request))
            .header("Allow", String.join(", ", allowed))
            .build()
        : answer(StatusProblems.of(original.getStatus()), request);
  }

  /** The framework says 404 where another template would have had the method. */
  private static boolean isWrongMethod(int status, RoutingContext request, Set<String> allowed) {
    return status == 405
        || status == 404
            && !allowed.isEmpty()
            && !allowed.contains(request.request().method().name());
  }

  @ServerExceptionMapper
  Response unauthenticated(AuthenticationFailedException failure, RoutingContext request) {
    boolean expired = SignInProblem.isExpired(failure);
    Problem problem = expired ? SignInProblem.EXPIRED : SignInProblem.INVALID;
    return challenge(problem, request, SignInProblem.challenge(expired));
  }

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException failure, RoutingContext request) {
    return challenge(SignInProblem.MISSING, request, "Bearer");
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException failure, RoutingContext request) {
    Optional<Problem> membership = Membership.of(identity).flatMap(Membership::problem);
    return answer(
        membership.orElse(
            Problem.of(403, "RAMAL-0403", "Not permitted")
                .detail("Your roles in this organization do not allow this.")),
        request);
  }

  /** A body that turns out too large while it is read: the HTTP layer has answered already. */
  @ServerExceptionMapper
  Response unreadable(IOException failure, RoutingContext request) {
    return "Request too large".equals(failure.getMessage())
        ? answer(StatusProblems.of(413), request)
        : unexpected(failure, request);
  }

  @ServerExceptionMapper
  Response unexpected(Exception failure, RoutingContext request) {
    if (SqlState.is(failure, SqlState.LOCK_NOT_AVAILABLE)
        || SqlState.is(failure, SqlState.QUERY_CANCELED)) {
      Problem problem = Problem.busy().traced();
      LOG.warnf("%s took too long in the database: %s", told(request, problem), failure);
      return Response.fromResponse(answer(problem, request)).header("Retry-After", "2").build();
    }
    Problem problem =
        Problem.of(500, "RAMAL-0500", "Unexpected failure")
            .detail("The failure is on our side and has been logged; quote traceId to us.")
            .traced();
    LOG.errorf(failure, "unexpected failure of %s", told(request, problem));
    return answer(problem, request);
  }

  /** The request as a line of the log names it; a query may hold what is nobody's business. */
  private static String told(RoutingContext request, Problem problem) {
    return "%s %s, traceId=%s"
        .formatted(
            request.request().method(), request.request().path(), problem.more().get("traceId"));
  }

  private static Response challenge(Problem problem, RoutingContext request, String challenge) {
    return Response.fromResponse(answer(problem, request))
        .header("WWW-Authenticate", challenge)
        .build();
  }

  private static Response answer(Problem problem, RoutingContext request) {
    return problem.instance(RequestAddress.path(request)).response();
  }
}
