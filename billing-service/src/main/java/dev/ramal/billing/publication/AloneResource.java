package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishing without a second person, which only the operator's setting allows. */
@Path("/api/billing/tariffs")
@Tag(name = "Tariffs")
public class AloneResource {
  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 500;

  private final Caller caller;
  private final PublishDraft publishDraft;
  private final Clock clock;

  AloneResource(Caller caller, PublishDraft publishDraft, Clock clock) {
    this.caller = caller;
    this.publishDraft = publishDraft;
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "publishTariff",
      summary = "Publishes a tariff at once, where one person is allowed to",
      description =
          "Usually a tariff is drafted, proposed and published by another person: POST"
              + " /api/billing/tariffs/drafts. For the organizations that the setting"
              + " ramal.billing.publication.alone names one person may publish alone, and says why:"
              + " the book of changes keeps it.")
  @APIResponse(
      responseCode = "201",
      description = "published",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PublishedTariff.class)))
  @APIResponse(responseCode = "400", description = "an amount has not its form, or no reason")
  @APIResponse(responseCode = "403", description = "a second person is needed")
  @APIResponse(
      responseCode = "409",
      description = "the version exists, or one of the same beginning states the same")
  @APIResponse(
      responseCode = "422",
      description = "a rule cannot be used, or too much holds already; the problem says which")
  public Uni<Response> publish(
      @QueryParam("reason") @Schema(minLength = SHORTEST_REASON, maxLength = LONGEST_REASON)
          String reason,
      @NotNull @Valid TariffDocument document) {
    TenantId tenant = caller.tenant();
    publishDraft.requireAloneAllowed(tenant);
    String why = required(reason);
    DoneBy by = new DoneBy(caller.userId(), caller.username(), clock.instant());
    return publishDraft
        .publishAlone(tenant, document, by, why)
        .map(
            id ->
                Response.created(URI.create("/api/billing/tariffs"))
                    .entity(Map.of("id", id, "version", document.version()))
                    .build());
  }

  private static String required(String reason) {
    String why = reason == null ? "" : reason.strip();
    if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
      throw Problem.badFields()
          .field(
              "reason",
              "is required: why nobody else looks at it, in %d to %d characters"
                  .formatted(SHORTEST_REASON, LONGEST_REASON))
          .exception();
    }
    return why;
  }

  /** For the OpenAPI document only. */
  record PublishedTariff(UUID id, String version) {}
}
