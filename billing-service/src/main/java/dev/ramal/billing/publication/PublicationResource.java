package dev.ramal.billing.publication;

import dev.ramal.billing.gaps.CheckGaps;
import dev.ramal.billing.gaps.GapReport;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way of a draft over HTTP: looked at, proposed, given back, published by another person. */
@Path(DraftResource.PATH)
@Tag(name = "Tariffs")
public class PublicationResource {
  private final Caller caller;
  private final MoveDraft moveDraft;
  private final PublishDraft publishDraft;
  private final DraftRepository drafts;
  private final CheckGaps checkGaps;
  private final SqlTransactions transactions;
  private final Clock clock;

  PublicationResource(
      Caller caller,
      MoveDraft moveDraft,
      PublishDraft publishDraft,
      DraftRepository drafts,
      CheckGaps checkGaps,
      SqlTransactions transactions,
      Clock clock) {
    this.caller = caller;
    this.moveDraft = moveDraft;
    this.publishDraft = publishDraft;
    this.drafts = drafts;
    this.checkGaps = checkGaps;
    this.transactions = transactions;
    this.clock = clock;
  }

  @GET
  @Path("/{id}/gaps")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "findDraftGaps",
      summary = "What would be without a rule, or stated twice, once the draft is a tariff",
      description = "On the day on which the draft begins to hold.")
  @APIResponse(
      responseCode = "200",
      description = "gaps, undecided destinations and overlapping versions",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = GapReport.class)))
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  public Uni<GapReport> gaps(@PathParam("id") UUID id) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, sql -> drafts.get(sql, tenant, id))
        .chain(draft -> checkGaps.check(tenant, draft.document().validFrom(), draft.document()));
  }

  @POST
  @Path("/{id}/propose")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "proposeDraft",
      summary = "Proposes a draft; from then on it is not rewritten")
  @APIResponse(
      responseCode = "200",
      description = "the proposal",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  @APIResponse(responseCode = "409", description = "it is published or discarded")
  public Uni<DraftView> propose(@PathParam("id") UUID id) {
    return moveDraft.propose(caller.tenant(), id, by()).map(DraftView::of);
  }

  @POST
  @Path("/{id}/return")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "returnDraft",
      summary = "Gives a proposal back to be rewritten; the reason is kept")
  @APIResponse(
      responseCode = "200",
      description = "the draft",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  @APIResponse(responseCode = "409", description = "it is published or discarded")
  public Uni<DraftView> giveBack(@PathParam("id") UUID id, @NotNull @Valid ReturnRequest request) {
    return moveDraft.giveBack(caller.tenant(), id, by(), request.reason()).map(DraftView::of);
  }

  @POST
  @Path("/{id}/publish")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "publishDraft",
      summary = "Publishes a proposal that somebody else wrote and proposed",
      description =
          "Prices are the operator's. Versions are never changed. What was rated stays; usage that"
              + " no tariff covered is rated with POST /api/billing/unrateable/rerate.")
  @APIResponse(
      responseCode = "200",
      description = "published before, just so, by the same person",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(
      responseCode = "201",
      description = "published; tariffId names the tariff",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "403", description = "the person wrote or proposed it")
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  @APIResponse(
      responseCode = "409",
      description =
          "it is not proposed, another revision by now, or the version exists or contradicts"
              + " another of the same beginning")
  @APIResponse(responseCode = "422", description = "too much holds already")
  public Uni<Response> publish(
      @PathParam("id") UUID id,
      @QueryParam("revision") @Schema(implementation = Integer.class, required = true)
          String revision) {
    return publishDraft
        .publish(caller.tenant(), id, Revision.required(revision), by())
        .map(
            published ->
                (published.isNew()
                        ? Response.created(URI.create("/api/billing/tariffs"))
                        : Response.ok())
                    .entity(DraftView.of(published.draft()))
                    .build());
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(operationId = "discardDraft", summary = "Discards a draft or a proposal")
  @APIResponse(responseCode = "204", description = "discarded")
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  @APIResponse(responseCode = "409", description = "it is published")
  public Uni<Void> discard(@PathParam("id") UUID id) {
    return moveDraft.discard(caller.tenant(), id, by()).replaceWithVoid();
  }

  private DoneBy by() {
    return new DoneBy(caller.userId(), caller.username(), clock.instant());
  }

  /**
   * @param reason what is to be rewritten
   */
  @Schema(
      name = "ReturnedDraft",
      examples =
"""
{"reason": "o custo da Telnyx para celulares está pela metade"}
""")
  public record ReturnRequest(@NotNull @Size(min = 3, max = 500) String reason) {}
}
