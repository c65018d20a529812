package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.exports.KeptExportRepository;
import dev.ramal.billing.rating.BillingMonth;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Monthly exports over HTTP. */
@Path(MonthlyExportView.PATH)
@Tag(name = "Exports", description = "A month as a file, complete and reproducible")
public class MonthlyExportResource {
  static final int MOST_FORMATS = 6;

  private final Caller caller;
  private final MonthRange months;
  private final RequestExport requestExport;
  private final MonthlyExportRepository exports;
  private final KeptExportRepository files;
  private final SqlTransactions transactions;

  MonthlyExportResource(
      Caller caller,
      MonthRange months,
      RequestExport requestExport,
      MonthlyExportRepository exports,
      KeptExportRepository files,
      SqlTransactions transactions) {
    this.caller = caller;
    this.months = months;
    this.requestExport = requestExport;
    this.exports = exports;
    this.files = files;
    this.transactions = transactions;
  }

  @POST
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "createMonthlyExport",
      summary = "Has a month written in several formats, with a manifest",
      description =
          "All files hold the same entries: what is sealed of the ledger, which is all of the"
              + " month. The manifest names each file's rows, digest and control totals, and the"
              + " ledger's position and hash. The same month of the same ledger gives the same"
              + " bytes.")
  @APIResponse(
      responseCode = "202",
      description = "under way; ask for it, or wait for ExportReady",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MonthlyExportView.class)))
  @APIResponse(responseCode = "400", description = "not a month, or an unknown format")
  public Uni<Response> create(@NotNull @Valid MonthlyExportRequest request) {
    BillingMonth month = months.requested(request.month(), "month");
    return requestExport
        .request(caller.tenant(), month, formats(request.formats()), caller.username())
        .map(
            export ->
                Response.accepted(MonthlyExportView.of(export, List.of()))
                    .location(URI.create(MonthlyExportView.path(export.id())))
                    .build());
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "listMonthlyExports",
      summary = "Months that were or are being written as files, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MonthlyExportPage.class)))
  @APIResponse(responseCode = "400", description = "not a month, cursor or limit")
  public Uni<Response> list(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    BillingMonth asked = month == null ? null : months.requested(month, "month");
    return page.respond(
        (behind, most) -> {
          Optional<Cursor> place = BillingProblems.place(behind);
          return transactions
              .inTenant(tenant, sql -> exports.newest(sql, tenant, asked, place, most))
              .chain(found -> views(tenant, found));
        },
        view -> new Cursor(view.requestedAt(), view.id().toString()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getMonthlyExport",
      summary = "A month as files: where it stands, and where its files are")
  @APIResponse(
      responseCode = "200",
      description = "the monthly export",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MonthlyExportView.class)))
  @APIResponse(responseCode = "404", description = "no such monthly export in the organization")
  public Uni<MonthlyExportView> get(@PathParam("id") UUID id) {
    TenantId tenant = caller.tenant();
    return find(tenant, id)
        .chain(export -> views(tenant, List.of(export)))
        .map(views -> views.get(0));
  }

  @GET
  @Path("/{id}/manifest")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getExportManifest",
      summary = "What the files must be: rows, digests, control totals, place in the ledger",
      description =
          "The same bytes every time; ETag is their SHA-256. Position and hash can be held against"
              + " getLedgerVerification at any later time.")
  @APIResponse(
      responseCode = "200",
      description = "the manifest",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Manifest.class)))
  @APIResponse(responseCode = "404", description = "no such monthly export in the organization")
  @APIResponse(responseCode = "409", description = "its files are still being written")
  public Uni<Response> manifest(@PathParam("id") UUID id) {
    return find(caller.tenant(), id)
        .map(
            export -> {
              if (export.isPending()) {
                throw MonthlyExportProblems.notReady();
              }
              return Response.ok(export.manifest())
                  .header(
                      "Content-Disposition",
                      "attachment; filename=\"%s\""
                          .formatted(MonthlyExportView.manifestName(export)))
                  .header("ETag", '"' + export.manifestSha256() + '"')
                  .build();
            });
  }

  private Uni<MonthlyExport> find(TenantId tenant, UUID id) {
    return transactions
        .inTenant(tenant, sql -> exports.find(sql, tenant, id))
        .map(found -> found.orElseThrow(MonthlyExportProblems::unknown));
  }

  private Uni<List<MonthlyExportView>> views(TenantId tenant, List<MonthlyExport> found) {
    return files
        .of(tenant, found.stream().map(MonthlyExport::id).toList())
        .map(
            kept ->
                found.stream()
                    .map(
                        export ->
                            MonthlyExportView.of(export, kept.getOrDefault(export.id(), List.of())))
                    .toList());
  }

  /** CSV for programs when none is named. */
  static List<ExportFormat> formats(List<String> named) {
    if (named == null) {
      return List.of(ExportFormat.CSV);
    }
    if (named.stream().distinct().count() < named.size()) {
      throw MonthlyExportProblems.repeatedFormat();
    }
    return named.stream().map(ExportFormat::of).toList();
  }

  /**
   * @param month yyyy-MM; one that goes on holds what is sealed so far
   * @param formats as for a single export, each once; csv when left out
   */
  @Schema(
      examples =
"""
{"month": "2026-03", "formats": ["csv-pt-br", "xlsx", "parquet"]}
""")
  public record MonthlyExportRequest(
      @NotNull(message = "is required: yyyy-MM")
          @Schema(implementation = BillingMonth.class, required = true)
          String month,
      @Size(min = 1, max = MOST_FORMATS)
          List<
                  @NotNull @Pattern(regexp = ExportFormat.PATTERN, message = ExportFormat.ALLOWED)
                  String>
              formats) {}

  /** For the OpenAPI document only. */
  record MonthlyExportPage(List<MonthlyExportView> items, @Schema(nullable = true) String next) {}
}
