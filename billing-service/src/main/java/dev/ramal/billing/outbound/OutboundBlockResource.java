package dev.ramal.billing.outbound;

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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The kill switch over HTTP. */
@Path(OutboundBlockResource.PATH)
@Tag(name = "Velocity", description = "Prefixes that are used too much within a while")
public class OutboundBlockResource {
  static final String PATH = "/api/billing/outbound-blocks";

  private static final String OPEN = "open";
  private static final String LIFTED = "lifted";

  private final Caller caller;
  private final SqlTransactions transactions;
  private final OutboundBlockRepository blocks;
  private final BlockOutbound blockOutbound;

  OutboundBlockResource(
      Caller caller,
      SqlTransactions transactions,
      OutboundBlockRepository blocks,
      BlockOutbound blockOutbound) {
    this.caller = caller;
    this.transactions = transactions;
    this.blocks = blocks;
    this.blockOutbound = blockOutbound;
  }

  @POST
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(
      operationId = "blockOutbound",
      summary = "Stops what is dialled and written to numbers of a prefix, or to all, at once",
      description =
          "What is dialled or sent from now on is refused by the rule velocity, also for agents who"
              + " wait; calls that run go on. It holds until a person lifts it. People are"
              + " alerted.")
  @APIResponse(
      responseCode = "201",
      description = "it holds",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OutboundBlockView.class)))
  @APIResponse(
      responseCode = "200",
      description = "the same was blocked before, and holds",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OutboundBlockView.class)))
  @APIResponse(responseCode = "400", description = "a field is not valid; the problem names it")
  public Uni<Response> block(@NotNull @Valid OutboundBlockRequest request) {
    return blockOutbound
        .block(caller.tenant(), request.prefix(), request.reason().strip(), caller.username())
        .map(
            made ->
                (made.isNew()
                        ? Response.created(URI.create(PATH + "/" + made.block().id()))
                        : Response.ok())
                    .entity(OutboundBlockView.of(made.block()))
                    .build());
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "listOutboundBlocks",
      summary = "What people have blocked and lifted, newest first: who, when and why")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OutboundBlockPage.class)))
  @APIResponse(responseCode = "400", description = "a filter is not understood")
  public Uni<Response> list(
      @QueryParam("state") @Schema(enumeration = {OPEN, LIFTED}) String state,
      @BeanParam PageQuery page) {
    Boolean open = BillingProblems.isOpen(state, OPEN, LIFTED);
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) -> {
          Cursor place = BillingProblems.place(behind).orElse(null);
          return transactions
              .inTenant(tenant, sql -> blocks.newest(sql, tenant, open, place, most))
              .map(found -> found.stream().map(OutboundBlockView::of).toList());
        },
        view -> new Cursor(view.blockedAt(), view.id().toString()));
  }

  @POST
  @Path("/{id}/lift")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.MANAGER})
  @Operation(
      operationId = "liftOutboundBlock",
      summary = "Lets numbers be dialled and written to again",
      description =
          "A block that was lifted before stays as it is. Prefixes that a velocity rule has blocked"
              + " stay blocked: releaseVelocityBlock.")
  @APIResponse(
      responseCode = "200",
      description = "the block, lifted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OutboundBlockView.class)))
  @APIResponse(responseCode = "404", description = "no such block in the organization")
  public Uni<OutboundBlockView> lift(
      @PathParam("id") UUID id, @NotNull @Valid LiftRequest request) {
    return blockOutbound
        .lift(caller.tenant(), id, caller.username(), request.reason())
        .map(OutboundBlockView::of);
  }

  /**
   * @param prefix beginning of numbers, as +53; left out for every number
   * @param reason for whoever reads it later
   */
  @Schema(
      examples =
"""
{"prefix": "+53", "reason": "chamadas que ninguém fez"}
""")
  record OutboundBlockRequest(
      @Pattern(
              regexp = "\\+[1-9][0-9]{0,14}",
              message = "is written as the beginning of E.164 numbers: +53")
          String prefix,
      @NotBlank
          @Size(max = 500)
          @Pattern(regexp = "[^\\p{Cntrl}]*", message = "has no control character")
          String reason) {}

  /**
   * @param reason for whoever reads it later; may be left out
   */
  @Schema(
      name = "OutboundLift",
      examples =
"""
{"reason": "senhas trocadas"}
""")
  record LiftRequest(@Size(max = 500) String reason) {}

  /** For the OpenAPI document only. */
  record OutboundBlockPage(List<OutboundBlockView> items, @Schema(nullable = true) String next) {}
}
