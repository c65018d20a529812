package dev.ramal.billing.publication;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.tariffs.TariffDiff;
import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.billing.tariffs.TariffFile;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Drafts of tariffs over HTTP: written, as JSON or as a file of rules, and read. */
@Path(DraftResource.PATH)
@Tag(name = "Tariffs")
public class DraftResource {
  static final String PATH = "/api/billing/tariffs/drafts";

  private final Caller caller;
  private final WriteDraft writeDraft;
  private final DraftRepository drafts;
  private final TariffRepository tariffs;
  private final SqlTransactions transactions;
  private final Clock clock;

  DraftResource(
      Caller caller,
      WriteDraft writeDraft,
      DraftRepository drafts,
      TariffRepository tariffs,
      SqlTransactions transactions,
      Clock clock) {
    this.caller = caller;
    this.writeDraft = writeDraft;
    this.drafts = drafts;
    this.tariffs = tariffs;
    this.transactions = transactions;
    this.clock = clock;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "draftTariff",
      summary = "Drafts a version of the own tariff of the organization in X-Org-Id",
      description =
          "A draft rates nothing. It is proposed by one person and published by another; what could"
              + " not be published is refused at once.")
  @APIResponse(
      responseCode = "201",
      description = "drafted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(
      responseCode = "409",
      description = "the version exists, or one of the same beginning states the same")
  @APIResponse(responseCode = "422", description = "a rule cannot be used, or too much holds")
  public Uni<Response> draft(@NotNull @Valid TariffDocument document) {
    return writeDraft.create(caller.tenant(), document, by()).map(DraftResource::created);
  }

  @POST
  @Path("/csv")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "importTariff",
      summary = "Drafts a version whose rules are a file, one rule a line",
      description =
          "Columns: GET /api/billing/tariffs/columns. A file with commas has decimal points, one"
              + " with semicolons may have decimal commas. What is wrong is told by line and"
              + " column, and nothing of the file is stored.")
  @APIResponse(
      responseCode = "201",
      description = "drafted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(
      responseCode = "409",
      description = "the version exists, or one of the same beginning states the same")
  @APIResponse(responseCode = "422", description = "a rule cannot be used, or too much holds")
  public Uni<Response> importFile(@NotNull @Valid TariffFile file) {
    TenantId tenant = caller.tenant();
    DoneBy by = by();
    return read(file)
        .chain(document -> writeDraft.create(tenant, document, by))
        .map(DraftResource::created);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "rewriteDraft",
      summary = "Rewrites a draft that is not proposed",
      description = "With revision it is refused when somebody else has rewritten it meanwhile.")
  @APIResponse(
      responseCode = "200",
      description = "the draft in its next revision",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  @APIResponse(
      responseCode = "409",
      description =
          "it is proposed, published or has changed, or a version of its beginning states the same")
  @APIResponse(responseCode = "422", description = "a rule cannot be used, or too much holds")
  public Uni<DraftView> rewrite(
      @PathParam("id") UUID id,
      @QueryParam("revision") @Schema(implementation = Integer.class) String revision,
      @NotNull @Valid TariffDocument document) {
    return writeDraft
        .rewrite(caller.tenant(), id, Revision.of(revision), document, by())
        .map(DraftView::of);
  }

  @PUT
  @Path("/{id}/csv")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "reimportDraft",
      summary = "Rewrites a draft that is not proposed, with the rules of a file")
  @APIResponse(
      responseCode = "200",
      description = "the draft in its next revision",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftView.class)))
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  @APIResponse(
      responseCode = "409",
      description =
          "it is proposed, published or has changed, or a version of its beginning states the same")
  @APIResponse(responseCode = "422", description = "a rule cannot be used, or too much holds")
  public Uni<DraftView> reimport(
      @PathParam("id") UUID id,
      @QueryParam("revision") @Schema(implementation = Integer.class) String revision,
      @NotNull @Valid TariffFile file) {
    TenantId tenant = caller.tenant();
    DoneBy by = by();
    Integer seen = Revision.of(revision);
    return read(file)
        .chain(document -> writeDraft.rewrite(tenant, id, seen, document, by))
        .map(DraftView::of);
  }

  @GET
  @RolesAllowed(Roles.OPERATOR)
  @Operation(operationId = "listDrafts", summary = "Drafts of the organization, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftPage.class)))
  @APIResponse(responseCode = "400", description = "state, cursor or limit is not understood")
  public Uni<Response> list(
      @QueryParam("state") @Schema(enumeration = {"draft", "proposed", "published", "discarded"})
          String state,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    DraftState asked = state(state);
    return page.respond(
        (behind, most) -> {
          BillingProblems.place(behind);
          return transactions.inTenant(
              tenant, sql -> drafts.list(sql, tenant, asked, behind, most));
        },
        view -> new Cursor(view.createdAt(), view.id().toString()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "getDraft",
      summary = "A draft with its rules, and what it changes",
      description =
          "changes compares it with the version that it follows: that of the organization's own"
              + " tariffs that begins last before it.")
  @APIResponse(
      responseCode = "200",
      description = "the draft",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DraftDetail.class)))
  @APIResponse(responseCode = "404", description = "no such draft in the organization")
  public Uni<DraftDetail> get(@PathParam("id") UUID id) {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant,
        sql ->
            drafts
                .get(sql, tenant, id)
                .chain(
                    draft ->
                        tariffs
                            .followedBy(sql, tenant, draft.document().validFrom())
                            .map(before -> DraftDetail.of(draft, before.orElse(null)))));
  }

  private DoneBy by() {
    return new DoneBy(caller.userId(), caller.username(), clock.instant());
  }

  /** Thousands of lines take a while. */
  private static Uni<TariffDocument> read(TariffFile file) {
    return Uni.createFrom()
        .item(file::read)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static Response created(TariffDraft draft) {
    return Response.created(URI.create(PATH + "/" + draft.id()))
        .entity(DraftView.of(draft))
        .build();
  }

  private static DraftState state(String asked) {
    DraftState state = asked == null ? null : DraftState.find(asked);
    if (asked != null && state == null) {
      throw BillingProblems.unknownFilter(
          "state", Arrays.stream(DraftState.values()).map(DraftState::wire).toArray(String[]::new));
    }
    return state;
  }

  /**
   * @param follows version of the tariff that changes compares with; null when it is the first
   */
  @Schema(name = "TariffDraftWithRules")
  record DraftDetail(
      DraftView draft,
      TariffDocument tariff,
      @Schema(nullable = true) String follows,
      TariffDiff changes) {
    static DraftDetail of(TariffDraft draft, TariffDocument before) {
      return new DraftDetail(
          DraftView.of(draft),
          draft.document(),
          before == null ? null : before.version(),
          TariffDiff.between(before, draft.document()));
    }
  }

  /** For the OpenAPI document only. */
  record DraftPage(List<DraftView> items, @Schema(nullable = true) String next) {}
}
