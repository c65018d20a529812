package dev.ramal.crm.sync;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activities.NoteJobs;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.changes.FailedChanges;
import dev.ramal.crm.connections.ReadReach;
import dev.ramal.crm.mapping.ReadMappingSupport;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/crm/sync")
@Tag(name = "CRM synchronization", description = "Notes of calls on their way into the CRM")
public class SyncResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final ActivityRepository activities;
  private final NoteJobs notes;
  private final ReadReach reach;
  private final RedriveFailures redriveFailures;
  private final FailedChanges failedChanges;
  private final ReadMappingSupport mappingSupport;
  private final Clock clock;

  SyncResource(
      Caller caller,
      TenantTransactions transactions,
      ActivityRepository activities,
      NoteJobs notes,
      ReadReach reach,
      RedriveFailures redriveFailures,
      FailedChanges failedChanges,
      ReadMappingSupport mappingSupport,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.activities = activities;
    this.notes = notes;
    this.reach = reach;
    this.redriveFailures = redriveFailures;
    this.failedChanges = failedChanges;
    this.mappingSupport = mappingSupport;
    this.clock = clock;
  }

  @GET
  @Path("/health")
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmHealth",
      summary = "How many calls are written, waiting and failed",
      description =
          "With how late the oldest is and why notes wait, how much of what the CRM takes is used,"
              + " and what goes wrong.")
  @APIResponse(
      responseCode = "200",
      description = "The counts, times and the last error",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SyncHealth.class)))
  public Uni<SyncHealth> health() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant,
        session -> {
          Sql sql = Sql.of(session);
          return Uni.combine()
              .all()
              .unis(
                  activities.count(session, tenant),
                  activities.times(sql, tenant),
                  reach.of(sql, tenant),
                  notes.oldestWaiting(sql, tenant),
                  failedChanges.count(sql, tenant),
                  mappingSupport.of(sql, tenant))
              .collectFailures()
              .with(
                  (counts, times, now, reasons, changes, support) ->
                      SyncHealth.of(
                          counts,
                          times,
                          now,
                          reasons,
                          changes,
                          support.notCarriedOut(),
                          clock.instant()));
        });
  }

  @GET
  @Path("/failures")
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "listCrmFailures",
      summary = "Calls that wait for a person, newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FailurePage.class)))
  public Uni<Response> failures(
      @QueryParam("kind")
          @Parameter(description = "Without it those of every kind")
          @Schema(implementation = FailureKind.class)
          String kind,
      @BeanParam PageQuery page) {
    FailureKind wanted =
        kind == null ? null : FailureKind.of(kind).orElseThrow(CrmProblems::unknownFailureKind);
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) ->
            transactions
                .inTenant(
                    tenant, session -> activities.failures(session, tenant, wanted, behind, most))
                .map(found -> found.stream().map(FailureView::of).toList()),
        view -> new Cursor(view.createdAt(), view.id()));
  }

  @POST
  @Path("/failures/redrive")
  @RolesAllowed({Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "redriveCrmFailures",
      summary = "Try failures again; counts only unless dryRun is false")
  @APIResponse(responseCode = "422", description = "A deal is chosen for one call at a time")
  @APIResponse(
      responseCode = "200",
      description = "How many were, or would be, tried again",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Redriven.class)))
  public Uni<Redriven> redrive(@NotNull @Valid RedriveRequest request) {
    if (request.choosesADealForMany()) {
      throw CrmProblems.dealForMany();
    }
    return redriveFailures
        .redrive(caller.tenant(), request)
        .map(count -> new Redriven(count, request.dryRun()));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "CrmFailurePage")
  record FailurePage(List<FailureView> items, @Schema(nullable = true) String next) {}

  /** How many were, or in a dry run would be, tried again. */
  @Schema(name = "RedrivenFailures")
  public record Redriven(int count, boolean dryRun) {}
}
