package dev.ramal.kit.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
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
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request leaves as a problem document; never a stack trace. */
@ApplicationScoped
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String BAD_FIELDS = "RAMAL-0400";
  private static final String UNREADABLE = "RAMAL-0420";

  @Inject SecurityIdentity identity;

  @ServerExceptionMapper
  Response known(ProblemException failure, UriInfo uri) {
    if (failure.problem().status() >= 500) {
      LOG.errorf(failure, "answering %s", failure.problem().code());
    }
    Response answer = answer(failure.problem(), uri);
    return failure.retryAfter() == null
        ? answer
        : Response.fromResponse(answer)
            .header("Retry-After", failure.retryAfter().toSeconds())
            .build();
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException failure, UriInfo uri) {
    Problem problem = Problem.of(400, BAD_FIELDS, "Some fields are not valid");
    for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
      problem = problem.field(fieldOf(violation.getPropertyPath()), violation.getMessage());
    }
    return answer(problem, uri);
  }

  @ServerExceptionMapper
  Response mismatched(MismatchedInputException failure, UriInfo uri) {
    return answer(unreadable(failure), uri);
  }

  @ServerExceptionMapper
  Response webApplication(WebApplicationException failure, UriInfo uri) {
    Response original = failure.getResponse();
    if (original.hasEntity() && !(original.getEntity() instanceof String)) {
      return original;
    }
    if (failure.getCause() instanceof JsonProcessingException json) {
      return answer(unreadable(json), uri);
    }
    Response.ResponseBuilder answer =
        Response.fromResponse(answer(ofStatus(original.getStatus()), uri));
    original.getHeaders().entrySet().stream()
        .filter(header -> List.of("Allow", "Retry-After").contains(header.getKey()))
        .forEach(header -> answer.header(header.getKey(), header.getValue().get(0)));
    return answer.build();
  }

  @ServerExceptionMapper
  Response unauthenticated(AuthenticationFailedException failure, UriInfo uri) {
    return unauthenticated(uri);
  }

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException failure, UriInfo uri) {
    return unauthenticated(uri);
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException failure, UriInfo uri) {
    Optional<Problem> membership = Membership.of(identity).flatMap(Membership::problem);
    return answer(
        membership.orElse(
            Problem.of(403, "RAMAL-0403", "Not permitted")
                .detail("Your roles in this organization do not allow this.")),
        uri);
  }

  /** A body that turns out too large while it is read: the HTTP layer has answered already. */
  @ServerExceptionMapper
  Response unreadable(IOException failure, RoutingContext request, UriInfo uri) {
    return "Request too large".equals(failure.getMessage())
        ? answer(ofStatus(413), uri)
        : unexpected(failure, request, uri);
  }

  @ServerExceptionMapper
  Response unexpected(Exception failure, RoutingContext request, UriInfo uri) {
    if (SqlState.is(failure, SqlState.LOCK_NOT_AVAILABLE)
        || SqlState.is(failure, SqlState.QUERY_CANCELED)) {
      LOG.warnf("%s took too long in the database: %s", request.request().method(), failure);
      Problem problem =
          Problem.of(503, "RAMAL-0503", "Busy")
              .detail("The database took too long for this; nothing was changed. Try again.");
      return Response.fromResponse(answer(problem, uri)).header("Retry-After", "2").build();
    }
    LOG.errorf(failure, "unexpected failure of %s", request.request().method());
    return answer(
        Problem.of(500, "RAMAL-0500", "Unexpected failure")
            .detail("The failure is on our side and has been logged; try again later."),
        uri);
  }

  private static Response unauthenticated(UriInfo uri) {
    Problem problem =
        Problem.of(401, "RAMAL-0401", "Not signed in")
            .detail("Send a valid access token: Authorization: Bearer …");
    return Response.fromResponse(answer(problem, uri)).header("WWW-Authenticate", "Bearer").build();
  }

  private static Problem unreadable(JsonProcessingException failure) {
    Problem problem = Problem.of(400, UNREADABLE, "The body cannot be read");
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return problem.field(path(mapping), "has the wrong type or form");
    }
    JsonLocation place = failure.getLocation();
    return problem.detail(
        place == null
            ? "The body is not valid JSON."
            : "The body is not valid JSON at line %d, column %d."
                .formatted(place.getLineNr(), place.getColumnNr()));
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference part : failure.getPath()) {
      if (part.getFieldName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return path.toString();
  }

  /** The path without the method and parameter it begins with, as far as there is more. */
  private static String fieldOf(Path path) {
    List<String> names =
        StreamSupport.stream(path.spliterator(), false).map(Path.Node::toString).toList();
    return String.join(".", names.size() > 2 ? names.subList(2, names.size()) : last(names));
  }

  private static List<String> last(List<String> names) {
    return names.subList(Math.max(0, names.size() - 1), names.size());
  }

  private static Problem ofStatus(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Request refused" : known.getReasonPhrase();
    return Problem.of(status, "RAMAL-0" + status, title);
  }

  private static Response answer(Problem problem, UriInfo uri) {
    return problem.instance("/" + uri.getPath().replaceFirst("^/", "")).response();
  }
}
