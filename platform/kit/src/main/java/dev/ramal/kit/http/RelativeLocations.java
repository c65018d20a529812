package dev.ramal.kit.http;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/**
 * Lets a {@code Location} of ours leave as a path. JAX-RS makes it absolute with the address at
 * which this process was reached, and a client behind an API gateway cannot use that one.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class RelativeLocations implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    URI location = response.getLocation();
    if (location != null && isOurs(location, request.getUriInfo().getBaseUri())) {
      response.getHeaders().putSingle(HttpHeaders.LOCATION, relative(location));
    }
  }

  private static boolean isOurs(URI location, URI base) {
    return location.isAbsolute()
        && base.getAuthority() != null
        && base.getAuthority().equals(location.getAuthority());
  }

  private static String relative(URI location) {
    return location.getRawQuery() == null
        ? location.getRawPath()
        : location.getRawPath() + "?" + location.getRawQuery();
  }
}
