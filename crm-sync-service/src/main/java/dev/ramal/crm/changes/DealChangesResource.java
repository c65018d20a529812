package dev.ramal.crm.changes;

import dev.ramal.crm.CrmProblems;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was done with deals after calls, and what was left alone. */
@Path("/api/crm/sync/changes")
@Tag(name = "CRM synchronization", description = "Notes of calls on their way into the CRM")
class DealChangesResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final DealChangeRepository changes;
  private final ChangeJobs jobs;

  DealChangesResource(
      Caller caller, SqlTransactions transactions, DealChangeRepository changes, ChangeJobs jobs) {
    this.caller = caller;
    this.transactions = transactions;
    this.changes = changes;
    this.jobs = jobs;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "listCrmDealChanges",
      summary = "What is done with deals after calls, besides the notes, newest first",
      description =
          "Tasks, stages and fields, by the organization's mapping; also what was skipped.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DealChangePage.class)))
  @APIResponse(responseCode = "400", description = "There is no such state")
  public Uni<Response> list(
      @QueryParam("state")
          @Parameter(description = "Without it those of all states")
          @Schema(enumeration = {"planned", "waiting", "writing", "done", "skipped", "failed"})
          String state,
      @QueryParam("callId") @Parameter(description = "Without it those of all calls") String callId,
      @BeanParam PageQuery page) {
    if (state != null
        && Stream.of(ChangeState.values()).noneMatch(known -> known.word().equals(state))) {
      throw CrmProblems.unknownChangeState();
    }
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) ->
            transactions
                .inTenant(tenant, sql -> changes.list(sql, tenant, state, callId, behind, most))
                .map(found -> found.stream().map(DealChangeView::of).toList()),
        change -> new Cursor(change.createdAt(), change.id()));
  }

  @POST
  @Path("/{id}/redrive")
  @RolesAllowed({Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "redriveCrmDealChange",
      summary = "Try a failed change again; whether it was done is looked for first")
  @APIResponse(
      responseCode = "202",
      description = "It is on its way",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DealChangeView.class)))
  @APIResponse(responseCode = "404", description = "There is no such failed change")
  public Uni<Response> redrive(String id) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(
            tenant,
            sql ->
                changes
                    .lock(sql, tenant, id)
                    .map(
                        found ->
                            found
                                .flatMap(DealChange::redriven)
                                .orElseThrow(CrmProblems::noFailedChange))
                    .call(change -> changes.update(sql, change))
                    .call(change -> jobs.redrive(sql, change)))
        .map(change -> Response.accepted(DealChangeView.of(change)).build());
  }

  /** For the OpenAPI document only. */
  @Schema(name = "CrmDealChangePage")
  record DealChangePage(List<DealChangeView> items, @Schema(nullable = true) String next) {}
}
