package dev.ramal.crm.delivery;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.activities.Activity;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/crm/sync")
@Tag(name = "CRM synchronization")
public class SyncResource {
  @Inject Caller caller;
  @Inject TenantTransactions transactions;
  @Inject Activities activities;
  @Inject RedriveFailures redriveFailures;

  @GET
  @Path("/health")
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(summary = "How many calls are written, waiting and failed")
  public Uni<SyncHealth> health() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(
        tenant,
        session ->
            activities
                .countByState(session, tenant)
                .flatMap(
                    counts ->
                        activities
                            .waitForConnection(session, tenant)
                            .map(unconnected -> health(counts, unconnected))));
  }

  @GET
  @Path("/failures")
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(summary = "Calls that wait for a person, newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content = @Content(schema = @Schema(implementation = FailurePage.class)))
  public Uni<Response> failures(
      @QueryParam("kind") @Parameter(description = FailureKind.LISTED) String kind,
      @QueryParam("limit") @Parameter(description = "1 to 200") Integer limit,
      @QueryParam("cursor") String cursor,
      @Context UriInfo uri) {
    if (kind != null && FailureKind.of(kind).isEmpty()) {
      throw CrmProblems.unknownFailureKind();
    }
    Cursor after = Cursor.decode(cursor).orElse(null);
    int size = Cursor.limit(limit);
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> activities.failures(session, tenant, kind, after, size + 1))
        .map(found -> found.stream().map(FailureView::of).toList())
        .map(views -> Page.cut(views, size, view -> new Cursor(view.createdAt(), view.id())))
        .map(page -> page.respond(uri));
  }

  @POST
  @Path("/failures/redrive")
  @RolesAllowed({Roles.ADMIN, Roles.OPS})
  @Operation(summary = "Try failures again; counts only unless dryRun is false")
  public Uni<Redriven> redrive(@NotNull @Valid RedriveRequest request) {
    if (request.choosesADealForMany()) {
      throw CrmProblems.dealForMany();
    }
    return redriveFailures
        .redrive(caller.tenant(), request)
        .map(count -> new Redriven(count, request.dryRun()));
  }

  private static SyncHealth health(List<Object[]> counts, boolean unconnected) {
    Map<String, Long> byState = new HashMap<>();
    counts.forEach(row -> byState.put((String) row[0], (Long) row[1]));
    long synced = byState.getOrDefault(Activity.SYNCED, 0L);
    long failed = byState.getOrDefault(Activity.FAILED, 0L);
    long waiting =
        byState.getOrDefault(Activity.PENDING, 0L) + byState.getOrDefault(Activity.WRITING, 0L);
    return new SyncHealth(
        synced, waiting, unconnected ? waiting : 0, failed, rate(synced, synced + failed));
  }

  private static String rate(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  /** For the OpenAPI document only. */
  record FailurePage(List<FailureView> items, String next) {}

  /** How many were, or in a dry run would be, tried again. */
  public record Redriven(int count, boolean dryRun) {}
}
