package dev.ramal.messaging.insight;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.time.Span;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What messages amount to. */
@Path("/api/insight/messages")
@Tag(name = "Insight", description = "What calls amount to, and what the team does now")
@Produces(MediaType.APPLICATION_JSON)
class MessageInsightResource {
  private final ReadMessageInsight insight;
  private final MessageInsightConfig config;
  private final Caller caller;
  private final Clock clock;

  MessageInsightResource(
      ReadMessageInsight insight, MessageInsightConfig config, Caller caller, Clock clock) {
    this.insight = insight;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getMessageInsight",
      summary =
          "What messages amount to, by template, campaign, agent, carrier, channel, day or hour",
      description =
          "Messages of ours that were asked for in that time: of sales their own, of the other"
              + " roles the organization's. Days and hours are those of Brasília. What carriers"
              + " charged is shown to admin and to whoever also has finance.")
  @APIResponse(responseCode = "200", description = "The figures")
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<MessageInsightView> messages(@BeanParam MessageInsightQuery query) {
    AccessScope scope = AccessScope.of(caller);
    boolean amounts = caller.has(Roles.FINANCE) || caller.has(Roles.ADMIN);
    MessageInsightGroup group = query.group();
    Span time = query.time(clock.instant(), config.longest());
    return insight
        .read(scope, group, time)
        .map(found -> MessageInsightView.of(group, time, found, amounts));
  }
}
