package dev.ramal.billing.exports;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.exports.OpenExport.Opened;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** Exports over HTTP. */
@Path("/api/billing/exports")
@Tag(name = "Exports", description = "A month as a file, complete and reproducible")
public class ExportResource {
  static final String COLUMNS = "/api/billing/exports/columns";

  private final Caller caller;
  private final MonthRange months;
  private final PrepareExport prepareExport;
  private final OpenExport openExport;
  private final ReadTransactions reads;
  private final ExportRepository exports;

  ExportResource(
      Caller caller,
      MonthRange months,
      PrepareExport prepareExport,
      OpenExport openExport,
      ReadTransactions reads,
      ExportRepository exports) {
    this.caller = caller;
    this.months = months;
    this.prepareExport = prepareExport;
    this.openExport = openExport;
    this.reads = reads;
    this.exports = exports;
  }

  @POST
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "createExport",
      summary = "Exports a month as it is now",
      description =
          "The columns price and cost of the file add up to total and cost of the summary, exactly:"
              + " the plan's fee and what rounding to cents added are lines of their own.")
  @APIResponse(
      responseCode = "201",
      description = "ready, with rows, totals and digest",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "400", description = "not a month, or an unknown format")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> create(@NotNull @Valid ExportRequest request) {
    BillingMonth month = months.requested(request.month(), "month");
    return prepareExport
        .prepare(
            caller.tenant(),
            month,
            request.formatOrCsv(),
            request.headingsOrUsual(),
            caller.username())
        .map(
            export ->
                Response.created(URI.create(ExportView.path(export.id())))
                    .entity(ExportView.of(export))
                    .build());
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(operationId = "listExports", summary = "What was exported, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExportPage.class)))
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
              .read(tenant, connection -> exports.newest(connection, tenant, asked, before, most))
              .map(found -> found.stream().map(ExportView::of).toList());
        },
        view -> new Cursor(view.createdAt(), view.id().toString()));
  }

  @GET
  @Path("/columns")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "listExportColumns",
      summary = "What the columns of an export are called and mean, in order",
      description = "The name for programs, the heading for people and its meaning in Portuguese.")
  public Page<ColumnView> columns() {
    return Page.whole(Arrays.stream(Column.values()).map(ColumnView::of).toList());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(operationId = "getExport", summary = "An export with its rows, totals and digest")
  @APIResponse(
      responseCode = "200",
      description = "the export",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExportView.class)))
  @APIResponse(responseCode = "404", description = "no such export in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<ExportView> get(@PathParam("id") UUID id) {
    return reads
        .read(caller.tenant(), connection -> exports.get(connection, id))
        .map(ExportView::of);
  }

  @GET
  @Path("/{id}/file")
  @Produces("application/octet-stream")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(operationId = "downloadExport", summary = "The file, the same bytes every time")
  @APIResponse(
      responseCode = "200",
      description = "The file; ETag is its digest",
      content = {
        @Content(
            mediaType = "text/csv",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "application/vnd.apache.parquet",
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "404", description = "no such export in the organization")
  @APIResponse(
      responseCode = "410",
      description = "made by another version or in another database, and no longer the same")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public RestMulti<byte[]> file(@PathParam("id") UUID id) {
    TenantId tenant = caller.tenant();
    return RestMulti.fromUniResponse(
        openExport.open(tenant, id),
        opened -> lines(tenant, opened),
        opened -> headers(tenant, opened.export()));
  }

  private static Map<String, List<String>> headers(TenantId tenant, Export export) {
    return Map.of(
        "Content-Type",
        List.of(export.format().mediaType()),
        "Content-Disposition",
        List.of(
            "attachment; filename=\"%s\""
                .formatted(export.format().fileName(tenant, export.month()))),
        "ETag",
        List.of('"' + export.sha256() + '"'));
  }

  /**
   * Breaks off at the end when it was not the file that was measured: then it must be made again.
   */
  private Multi<byte[]> lines(TenantId tenant, Opened opened) {
    DigestingSink sent = new DigestingSink();
    Multi<byte[]> file = openExport.write(tenant, opened).invoke(sent::add);
    return Multi.createBy().concatenating().streams(file, nothingIfEqual(opened.export(), sent));
  }

  private static Multi<byte[]> nothingIfEqual(Export export, DigestingSink sent) {
    return Multi.createFrom()
        .deferred(
            () ->
                sent.sha256().equals(export.sha256())
                    ? Multi.createFrom().empty()
                    : Multi.createFrom()
                        .failure(
                            new IllegalStateException(
                                "export " + export.id() + " is no longer the same file")));
  }

  /**
   * A column of an export.
   *
   * @param name for programs
   * @param heading for people, pt-BR
   * @param meaning pt-BR
   */
  @Schema(name = "ExportColumn")
  public record ColumnView(String name, String heading, String meaning) {
    static ColumnView of(Column column) {
      return new ColumnView(column.wire(), column.heading(), column.meaning());
    }
  }

  /** For the OpenAPI document only. */
  record ExportPage(List<ExportView> items, @Schema(nullable = true) String next) {}
}
