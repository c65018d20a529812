package dev.ramal.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Says for every operation what holds for all of them, so that a resource describes only what is
 * its own: who may ask and for which organization, the parameters of lists, and the problems that
 * the kit answers.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiConventions implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
      return;
    }
    SharedParts.addTo(api);
    api.setServers(List.of(OASFactory.createServer().url("/").description("The entry")));
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .values()
                    .forEach(operation -> new OperationConventions(path, operation).apply()));
    AnswerShapes.complete(api);
  }
}
