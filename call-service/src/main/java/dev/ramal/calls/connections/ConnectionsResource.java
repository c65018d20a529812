package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Carrier accounts of the caller's organization. */
@Path("/api/carriers")
@Tag(name = "Carriers", description = "Accounts at carriers")
@RolesAllowed(Roles.ADMIN)
public class ConnectionsResource {
  private final Caller caller;
  private final SaveConnection save;
  private final WarnOfSettings warnings;
  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final Clock clock;

  ConnectionsResource(
      Caller caller,
      SaveConnection save,
      WarnOfSettings warnings,
      TenantTransactions transactions,
      ConnectionRepository repository,
      Clock clock) {
    this.caller = caller;
    this.save = save;
    this.warnings = warnings;
    this.transactions = transactions;
    this.repository = repository;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listConnections",
      summary = "List the organization's carrier accounts; secrets are never shown")
  @APIResponse(responseCode = "200", description = "All of them")
  public Uni<Page<ConnectionView>> list() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> repository.all(session, tenant))
        .map(
            rows ->
                Page.whole(
                    rows.stream().map(row -> ConnectionView.of(row, clock.instant())).toList()));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getConnection", summary = "Read one carrier account")
  @APIResponse(responseCode = "200", description = "The account, without its secrets")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  public Uni<ConnectionView> get(String id) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> repository.find(session, RowKey.of(tenant, id)))
        .map(row -> row.orElseThrow(CallProblems.UNKNOWN_CONNECTION::exception))
        .map(row -> ConnectionView.of(row, clock.instant()));
  }

  @POST
  @Operation(operationId = "connectCarrier", summary = "Connect a carrier account")
  @APIResponse(
      responseCode = "201",
      description = "Stored; warnings say what is not set up at the carrier",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConnectionView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "409",
      description =
          "The account is connected already, or the organization connects as many as it may")
  public Uni<Response> connect(@NotNull ConnectionRequest request) {
    TenantId tenant = caller.tenant();
    return save.connect(tenant, caller.userId(), request)
        .chain(view -> warnings.of(tenant, view))
        .map(
            view ->
                Response.created(URI.create("/api/carriers/" + view.id())).entity(view).build());
  }

  @PUT
  @Path("{id}")
  @Operation(
      operationId = "changeConnection",
      summary = "Change a carrier account",
      description = "Replaces everything; a secret that is left out stays.")
  @APIResponse(
      responseCode = "200",
      description = "Stored; warnings say what is not set up at the carrier")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  @APIResponse(
      responseCode = "409",
      description = "The account is connected already, by another of the connections")
  public Uni<ConnectionView> change(String id, @NotNull ConnectionRequest request) {
    TenantId tenant = caller.tenant();
    return save.change(tenant, caller.userId(), id, request)
        .chain(view -> warnings.of(tenant, view));
  }
}
