package dev.ramal.billing.publication;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.tariffs.TariffDiff;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The book of changes over HTTP. */
@Path("/api/billing/tariffs/changes")
@Tag(name = "Tariffs")
public class ChangesResource {
  private final Caller caller;
  private final ChangeRepository changes;
  private final SqlTransactions transactions;

  ChangesResource(Caller caller, ChangeRepository changes, SqlTransactions transactions) {
    this.caller = caller;
    this.changes = changes;
    this.transactions = transactions;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "listTariffChanges",
      summary = "Who changed what of the organization's tariffs, newest first",
      description =
          "The organization sees what was published; drafts and proposals are the operator's.")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ChangePage.class)))
  @APIResponse(responseCode = "400", description = "cursor or limit is not understood")
  public Uni<Response> list(@QueryParam("version") String version, @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    boolean publishedOnly = !caller.has(Roles.OPERATOR);
    return page.respond(
        (behind, most) -> {
          BillingProblems.place(behind);
          return transactions
              .inTenant(
                  tenant, sql -> changes.list(sql, tenant, version, publishedOnly, behind, most))
              .map(found -> found.stream().map(ChangeView::of).toList());
        },
        view -> new Cursor(view.at(), view.id().toString()));
  }

  /**
   * A step.
   *
   * @param byId subject of the person's token
   * @param by user name
   * @param sha256 of the document as it was then: what was proposed is what was published when both
   *     are the same
   * @param diff for a rewriting what is other than before; for a publication what is other than in
   *     the version that it follows
   */
  @Schema(name = "TariffChange")
  record ChangeView(
      UUID id,
      @Schema(nullable = true) UUID draftId,
      @Schema(nullable = true) UUID tariffId,
      String version,
      @Schema(
              enumeration = {
                "drafted",
                "rewritten",
                "proposed",
                "returned",
                "discarded",
                "published",
                "published-alone"
              })
          String action,
      int revision,
      String byId,
      String by,
      Instant at,
      @Schema(nullable = true) String reason,
      String sha256,
      TariffDiff diff) {
    static ChangeView of(TariffChange change) {
      return new ChangeView(
          change.id(),
          change.draftId(),
          change.tariffId(),
          change.version(),
          change.action().wire(),
          change.revision(),
          change.by().id(),
          change.by().name(),
          change.by().at(),
          change.reason(),
          change.sha256(),
          change.diff());
    }
  }

  /** For the OpenAPI document only. */
  record ChangePage(List<ChangeView> items, @Schema(nullable = true) String next) {}
}
