package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The choice of formats over HTTP. */
@Path(MonthlyExportView.PATH + "/schedule")
@Tag(name = "Exports", description = "A month as a file, complete and reproducible")
public class ExportScheduleResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final ExportScheduleRepository schedules;
  private final Clock clock;

  ExportScheduleResource(
      Caller caller,
      SqlTransactions transactions,
      ExportScheduleRepository schedules,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.schedules = schedules;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "getExportSchedule",
      summary = "In which formats each month is exported once it is closed")
  public Uni<ExportSchedule> get() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> schedules.of(sql, tenant));
  }

  @PUT
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "setExportSchedule",
      summary = "Chooses the formats in which each month is exported once it is closed",
      description =
          "Holds for months that are closed from now on; an earlier one is asked for by"
              + " createMonthlyExport. No formats end it.")
  @APIResponse(
      responseCode = "200",
      description = "as it holds now",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExportSchedule.class)))
  @APIResponse(responseCode = "400", description = "an unknown format, or one named twice")
  public Uni<ExportSchedule> set(@NotNull @Valid ExportScheduleRequest request) {
    TenantId tenant = caller.tenant();
    ExportSchedule said =
        new ExportSchedule(
            MonthlyExportResource.formats(request.formats()), caller.username(), clock.instant());
    return transactions
        .inTenant(tenant, sql -> schedules.save(sql, tenant, said))
        .replaceWith(said);
  }

  /**
   * @param formats each once; none to end it
   */
  @Schema(
      examples =
"""
{"formats": ["csv-pt-br", "xlsx", "parquet"]}
""")
  record ExportScheduleRequest(
      @NotNull @Size(max = MonthlyExportResource.MOST_FORMATS)
          List<
                  @NotNull @Pattern(regexp = ExportFormat.PATTERN, message = ExportFormat.ALLOWED)
                  String>
              formats) {}
}
