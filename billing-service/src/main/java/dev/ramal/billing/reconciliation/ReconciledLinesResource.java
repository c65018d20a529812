package dev.ramal.billing.reconciliation;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** The lines of a comparison, in pages and as a file. */
@Path(ReconciliationResource.PATH + "/{id}/lines")
@Tag(name = "Reconciliation")
class ReconciledLinesResource {
  private final Caller caller;
  private final ReadTransactions reads;
  private final ReconciliationRepository reconciliations;
  private final LineRepository lines;
  private final WriteReport writeReport;

  ReconciledLinesResource(
      Caller caller,
      ReadTransactions reads,
      ReconciliationRepository reconciliations,
      LineRepository lines,
      WriteReport writeReport) {
    this.caller = caller;
    this.reads = reads;
    this.reconciliations = reconciliations;
    this.lines = lines;
    this.writeReport = writeReport;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "listReconciledLines",
      summary = "The lines of a comparison in the order of the file, all or those of a class")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = LinePage.class)))
  @APIResponse(responseCode = "400", description = "no class, cursor or limit")
  @APIResponse(responseCode = "404", description = "no such reconciliation in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> lines(
      @PathParam("id") UUID id,
      @QueryParam("class") @Schema(implementation = LineClass.class) String only,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    Optional<LineClass> wanted = lineClass(only);
    return page.respond(
        (behind, most) -> {
          long place = LinePlace.behind(behind);
          return reads.read(
              tenant,
              sql ->
                  reconciliations
                      .get(sql, tenant, id)
                      .chain(() -> lines.page(sql, tenant, id, wanted, place, most))
                      .map(found -> found.stream().map(LineView::of).toList()));
        },
        view -> LinePlace.cursor(view.place()));
  }

  @GET
  @Path("/file")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "downloadReconciledLines",
      summary = "The lines as CSV, all or those of a class")
  @APIResponse(
      responseCode = "200",
      description = "the file",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "400", description = "no class or format")
  @APIResponse(responseCode = "404", description = "no such reconciliation in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public RestMulti<byte[]> linesFile(
      @PathParam("id") UUID id,
      @QueryParam("class") @Schema(implementation = LineClass.class) String only,
      @QueryParam("format")
          @Schema(
              enumeration = {"csv", "csv-pt-br"},
              defaultValue = "csv")
          String format) {
    TenantId tenant = caller.tenant();
    return writeReport.lines(tenant, read(tenant, id), lineClass(only), ReportFormat.of(format));
  }

  private Uni<Reconciliation> read(TenantId tenant, UUID id) {
    return reads.read(tenant, sql -> reconciliations.get(sql, tenant, id));
  }

  private static Optional<LineClass> lineClass(String word) {
    return word == null
        ? Optional.empty()
        : Optional.of(
            LineClass.find(word)
                .orElseThrow(() -> BillingProblems.unknownFilter("class", LineClass.words())));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "ReconciledLinePage")
  record LinePage(List<LineView> items, @Schema(nullable = true) String next) {}
}
