package dev.ramal.billing.reconciliation;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reconciliation with carriers' detail files over HTTP. */
@Path(ReconciliationResource.PATH)
@Tag(
    name = "Reconciliation",
    description = "A carrier's detail file compared with what was metered, and what to ask it")
class ReconciliationResource {
  static final String PATH = "/api/billing/reconciliations";

  private final Caller caller;
  private final MonthRange months;
  private final ReconciliationConfig config;
  private final ReconcileFile reconcileFile;
  private final ReadTransactions reads;
  private final ReconciliationRepository reconciliations;

  ReconciliationResource(
      Caller caller,
      MonthRange months,
      ReconciliationConfig config,
      ReconcileFile reconcileFile,
      ReadTransactions reads,
      ReconciliationRepository reconciliations) {
    this.caller = caller;
    this.months = months;
    this.config = config;
    this.reconcileFile = reconcileFile;
    this.reads = reads;
    this.reconciliations = reconciliations;
  }

  /** On a worker: the file is received there. */
  @POST
  @Blocking
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "reconcile",
      summary = "Compares a carrier's detail file of a month with what was metered",
      description =
          "The file is the body: CSV with a heading, UTF-8, commas, semicolons or tabs. Twilio's"
              + " call and message logs and Telnyx's detail records are known; other headings are"
              + " named in columns. All of it is compared or nothing: a row that cannot be read is"
              + " named with its column. The same file under the same settings is compared once:"
              + " brought again, it is answered with what came out, unless again is true.")
  @RequestBody(
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "Compared",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReconciliationView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It had been compared before",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReconciliationView.class)))
  @APIResponse(
      responseCode = "400",
      description = "A setting, or a row of the file, is not valid; the problem names it")
  @APIResponse(
      responseCode = "429",
      description = "The organization compares another file, or reads too much; see Retry-After")
  public Uni<Response> reconcile(
      @BeanParam ReconciliationQuery query, @Context HttpHeaders headers, InputStream body) {
    requireFile(headers.getMediaType());
    TenantId tenant = caller.tenant();
    ReconciliationSettings settings = query.settings(months, ReconciliationConfig.usual(config));
    return reconcileFile
        .reconcile(tenant, settings, body, query.isAgain(), caller.username())
        .chain(
            outcome ->
                read(tenant, outcome.id())
                    .map(ReconciliationView::of)
                    .map(view -> answer(view, outcome.made())));
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(operationId = "listReconciliations", summary = "What was compared, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReconciliationPage.class)))
  @APIResponse(responseCode = "400", description = "not a month, cursor or limit")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> list(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    BillingMonth asked = month == null ? null : months.requested(month, "month");
    return page.respond(
        (behind, most) -> {
          Optional<Cursor> before = BillingProblems.place(behind);
          return reads
              .read(tenant, sql -> reconciliations.newest(sql, tenant, asked, before, most))
              .map(found -> found.stream().map(ReconciliationView::of).toList());
        },
        view -> new Cursor(view.createdAt(), view.id().toString()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getReconciliation",
      summary = "What a comparison came to: lines and sums of each class")
  @APIResponse(
      responseCode = "200",
      description = "the comparison",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReconciliationView.class)))
  @APIResponse(responseCode = "404", description = "no such reconciliation in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<ReconciliationView> get(@PathParam("id") UUID id) {
    return read(caller.tenant(), id).map(ReconciliationView::of);
  }

  private Uni<Reconciliation> read(TenantId tenant, UUID id) {
    return reads.read(tenant, sql -> reconciliations.get(sql, tenant, id));
  }

  private static Response answer(ReconciliationView view, boolean made) {
    return made
        ? Response.created(URI.create(ReconciliationView.path(view.id()))).entity(view).build()
        : Response.ok(view).build();
  }

  /** A JSON body is no file; a form would have to be taken apart. */
  private static void requireFile(MediaType type) {
    String subtype = type == null ? "" : type.getSubtype().toLowerCase(Locale.ROOT);
    if (subtype.endsWith("json") || type != null && type.getType().equals("multipart")) {
      throw ReconciliationProblems.notAFile();
    }
  }

  /** For the OpenAPI document only. */
  record ReconciliationPage(List<ReconciliationView> items, @Schema(nullable = true) String next) {}
}
