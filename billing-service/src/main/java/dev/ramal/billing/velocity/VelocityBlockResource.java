package dev.ramal.billing.velocity;

import dev.ramal.billing.BillingProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Blocked prefixes over HTTP. */
@Path("/api/billing/velocity-blocks")
@Tag(name = "Velocity", description = "Prefixes that are used too much within a while")
public class VelocityBlockResource {
  private static final String OPEN = "open";
  private static final String RELEASED = "released";

  private final Caller caller;
  private final SqlTransactions transactions;
  private final VelocityBlockRepository blocks;
  private final ReleaseVelocityBlock release;

  VelocityBlockResource(
      Caller caller,
      SqlTransactions transactions,
      VelocityBlockRepository blocks,
      ReleaseVelocityBlock release) {
    this.caller = caller;
    this.transactions = transactions;
    this.blocks = blocks;
    this.release = release;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPS})
  @Operation(
      operationId = "listVelocityBlocks",
      summary = "Prefixes that velocity rules have found, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VelocityBlockPage.class)))
  @APIResponse(responseCode = "400", description = "a filter is not understood")
  public Uni<Response> list(
      @QueryParam("state") @Schema(enumeration = {OPEN, RELEASED}) String state,
      @BeanParam PageQuery page) {
    Boolean open = BillingProblems.isOpen(state, OPEN, RELEASED);
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) -> {
          Cursor place = BillingProblems.place(behind).orElse(null);
          return transactions
              .inTenant(tenant, sql -> blocks.newest(sql, tenant, open, place, most))
              .map(found -> found.stream().map(VelocityBlockView::of).toList());
        },
        view -> new Cursor(view.exceededAt(), view.id().toString()));
  }

  @POST
  @Path("/{id}/release")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "releaseVelocityBlock",
      summary = "Lets numbers of the prefix be dialled and written to again",
      description =
          "The rule counts anew from now on. A block that was released before stays as it is.")
  @APIResponse(
      responseCode = "200",
      description = "the block, released",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VelocityBlockView.class)))
  @APIResponse(responseCode = "404", description = "no such block in the organization")
  public Uni<VelocityBlockView> release(
      @PathParam("id") UUID id, @NotNull @Valid ReleaseRequest request) {
    return release
        .release(caller.tenant(), id, caller.username(), request.reason())
        .map(VelocityBlockView::of);
  }

  /**
   * @param reason for whoever reads it later; may be left out
   */
  @Schema(
      name = "VelocityRelease",
      examples =
"""
{"reason": "campanha combinada"}
""")
  record ReleaseRequest(@Size(max = 500) String reason) {}

  /** For the OpenAPI document only. */
  record VelocityBlockPage(List<VelocityBlockView> items, @Schema(nullable = true) String next) {}
}
