package dev.ramal.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.jobs.DeadJobsResource;
import dev.ramal.kit.paging.PageQuery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
  static class Filter extends PageQuery {
    @QueryParam("from")
    String earliest;

    @HeaderParam("X-Org-Id")
    String organization;
  }

  interface Listing {
    void list(
        String id,
        @QueryParam("status") String wanted,
        @RestQuery String kind,
        @BeanParam Filter f);

    void read(String id);
  }

  @Test
  void shouldKnowThoseOfTheMethodAndOfItsBeans() {
    // Then
    assertThat(declared(Listing.class, "list"))
        .containsExactly("cursor", "from", "kind", "limit", "status");
    assertThat(declared(Listing.class, "read")).isEmpty();
    assertThat(declared(DeadJobsResource.class, "list")).contains("cursor", "limit", "queue");
  }

  private static Set<String> declared(Class<?> resource, String method) {
    return QueryParameters.declaredBy(
        Arrays.stream(resource.getDeclaredMethods())
            .filter(each -> each.getName().equals(method))
            .findFirst()
            .orElseThrow());
  }
}
