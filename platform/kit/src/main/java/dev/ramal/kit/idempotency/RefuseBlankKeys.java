package dev.ramal.kit.idempotency;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses a key that is given and blank, wherever an operation takes one. The framework hands an
 * empty header to a resource as if it were absent, and whoever sent it would repeat the request
 * believing that it is done once.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@Priority(Priorities.USER + 1)
public class RefuseBlankKeys implements ContainerRequestFilter {
  private final Map<Method, Boolean> takesKey = new ConcurrentHashMap<>();

  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!takesKey.computeIfAbsent(resource.getResourceMethod(), RefuseBlankKeys::takesKey)) {
      return;
    }
    String key = request.getHeaders().getFirst(Idempotency.HEADER);
    if (key != null && key.isBlank()) {
      throw Idempotency.badKey().exception();
    }
  }

  private static boolean takesKey(Method operation) {
    return Arrays.stream(operation.getParameters()).anyMatch(RefuseBlankKeys::isKey);
  }

  private static boolean isKey(Parameter parameter) {
    HeaderParam header = parameter.getAnnotation(HeaderParam.class);
    return header != null && Idempotency.HEADER.equalsIgnoreCase(header.value());
  }
}
