package dev.ramal.kit.text;

import dev.ramal.events.CleanText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Refuses a path or a query in which a text cannot be stored or looked for. */
@Provider
public class RefuseUncleanParameters implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    UriInfo uri = request.getUriInfo();
    Stream.of(uri.getPathParameters(), uri.getQueryParameters())
        .flatMap(parameters -> parameters.entrySet().stream())
        .filter(parameter -> !isClean(parameter))
        .findFirst()
        .ifPresent(
            parameter -> {
              throw UncleanTexts.problem(CleanText.of(parameter.getKey()));
            });
  }

  private static boolean isClean(Map.Entry<String, List<String>> parameter) {
    return CleanText.isClean(parameter.getKey())
        && parameter.getValue().stream().allMatch(CleanText::isClean);
  }
}
