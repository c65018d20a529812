package dev.ramal.kit.http;

import dev.ramal.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses a query parameter that the operation does not have, that has no value, or that stands
 * there more than once: whoever misspells a filter would be answered with everything, and Quarkus
 * hands an empty one to a resource as if it were absent, and of several the first. No operation
 * takes one more than once. Of the API only; links that are signed, and callbacks, may carry what
 * others put behind them.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.USER + 1)
public class RefuseUnknownParameters implements ContainerRequestFilter {
  private static final String API = "/api/";

  /** Whoever turns pages begins with an empty one: the first page, as without it. */
  private static final String CURSOR = "cursor";

  private final Map<Method, Set<String>> declared = new ConcurrentHashMap<>();

  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    UriInfo uri = request.getUriInfo();
    if (uri.getQueryParameters().isEmpty() || !uri.getPath().startsWith(API)) {
      return;
    }
    Set<String> known =
        declared.computeIfAbsent(resource.getResourceMethod(), QueryParameters::declaredBy);
    Problem problem = Problem.badFields();
    for (Map.Entry<String, List<String>> each : uri.getQueryParameters().entrySet()) {
      String name = each.getKey();
      if (!known.contains(name)) {
        problem =
            problem.field(name, "is not a parameter of this request", known.toArray(String[]::new));
      } else if (each.getValue().size() > 1) {
        problem = problem.field(name, "stands there more than once");
      } else if (each.getValue().get(0).isEmpty() && !name.equals(CURSOR)) {
        problem = problem.field(name, "has no value: leave it out, or give it one");
      }
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }
}
