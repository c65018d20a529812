package dev.ramal.calls.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
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
  private final RecheckConnection recheck;
  private final DeleteConnection delete;
  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final Clock clock;

  ConnectionsResource(
      Caller caller,
      SaveConnection save,
      RecheckConnection recheck,
      DeleteConnection delete,
      TenantTransactions transactions,
      ConnectionRepository repository,
      Clock clock) {
    this.caller = caller;
    this.save = save;
    this.recheck = recheck;
    this.delete = delete;
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
        .inTenant(tenant, session -> repository.get(session, RowKey.of(tenant, id)))
        .map(row -> ConnectionView.of(row, clock.instant()));
  }

  @POST
  @Operation(operationId = "connectCarrier", summary = "Connect a carrier account")
  @APIResponse(
      responseCode = "201",
      description =
          "Stored; warnings say what is not set up at the carrier. Not enabled, with the reason,"
              + " where the carrier could not be asked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ConnectionView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "409",
      description =
          "The account is connected already, or the organization connects as many as it may")
  @APIResponse(responseCode = "422", description = "The carrier does not take the credentials")
  public Uni<Response> connect(@NotNull ConnectionRequest request) {
    TenantId tenant = caller.tenant();
    return save.connect(tenant, caller.userId(), request)
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
  @APIResponse(responseCode = "422", description = "The carrier does not take the credentials")
  public Uni<ConnectionView> change(String id, @NotNull ConnectionRequest request) {
    TenantId tenant = caller.tenant();
    return save.change(tenant, caller.userId(), id, request);
  }

  @POST
  @Path("{id}/check")
  @Operation(
      operationId = "checkConnection",
      summary = "Ask the carrier about an account again",
      description =
          "Tells what is not set up at the carrier. Enables an account that is off only because"
              + " its carrier could not be asked before.")
  @APIResponse(responseCode = "200", description = "The account as it is now, with warnings")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  @APIResponse(responseCode = "422", description = "The carrier does not take its credentials")
  public Uni<ConnectionView> check(String id) {
    return recheck.recheck(caller.tenant(), caller.userId(), id);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "deleteConnection",
      summary = "Delete a carrier account that no call has used",
      description = "What is under way through it, as messages, is still taken for a week.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  @APIResponse(responseCode = "409", description = "Calls went through it: switch it off instead")
  public Uni<Void> delete(String id) {
    return delete.delete(caller.tenant(), caller.userId(), id);
  }
}
