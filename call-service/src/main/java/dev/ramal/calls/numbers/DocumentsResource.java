package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberType;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What regulation demands for the numbers of an account. */
@Path("/api/carriers/{id}/documents")
@Tag(name = "Carriers", description = "Accounts at carriers")
class DocumentsResource {
  private final Caller caller;
  private final NumberPapers papers;

  DocumentsResource(Caller caller, NumberPapers papers) {
    this.caller = caller;
    this.papers = papers;
  }

  @GET
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "getNumberDocuments",
      summary = "What regulation demands for a kind of number, and how the documents stand",
      description =
          "The carrier is asked, for five seconds at most; what it does not say is told as it was"
              + " said last.")
  @APIResponse(responseCode = "200", description = "The documents, with what to do next")
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  public Uni<DocumentsView> read(
      @PathParam("id") String id,
      @QueryParam("country") @DefaultValue("BR") @Parameter(description = "ISO 3166-1 alpha-2")
          String country,
      @QueryParam("type")
          @DefaultValue("local")
          @Schema(implementation = NumberType.class, defaultValue = "local")
          String type) {
    DocumentsRequest.check(country, type);
    return papers.show(caller.tenant(), id, country, NumberType.find(type).orElseThrow());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "keepNumberDocuments",
      summary = "Keep the documents of an account for a kind of number",
      description = "Orders of such numbers take them where they name none themselves.")
  @APIResponse(responseCode = "200", description = "The documents, as the carrier says they stand")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such account in the organization")
  @APIResponse(responseCode = "422", description = "The account has no such documents")
  public Uni<DocumentsView> keep(@PathParam("id") String id, @NotNull DocumentsRequest request) {
    DocumentsRequest.check(request.country(), request.type());
    return papers.keep(caller.tenant(), id, request, caller.userId());
  }
}
