package dev.ramal.calls.insight;

import dev.ramal.calls.costs.VisibleCost;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.time.Span;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What calls amount to. */
@Path("/api/insight/calls")
@Tag(name = "Insight", description = "What calls amount to, and what the team does now")
class InsightResource {
  private final ReadInsight insight;
  private final InsightConfig config;
  private final Caller caller;
  private final Clock clock;

  InsightResource(ReadInsight insight, InsightConfig config, Caller caller, Clock clock) {
    this.insight = insight;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getCallInsight",
      summary = "What calls amount to, by agent, campaign, hour, carrier, area code or outcome",
      description =
          "Calls that are over and were asked for in that time: of sales their own, of the other"
              + " roles the organization's. Hours are those of Brasília. What carriers charged is"
              + " shown to admin and to whoever also has finance, the price also to a manager.")
  @APIResponse(responseCode = "200", description = "The figures")
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<InsightView> calls(@BeanParam InsightQuery query) {
    AccessScope scope = AccessScope.of(caller);
    VisibleCost shown = VisibleCost.of(caller);
    InsightGroup group = query.group();
    Span time = query.time(clock.instant(), config.longest());
    return insight
        .read(scope, group, time, shown.price())
        .map(found -> InsightView.of(group, time, found, shown));
  }
}
