package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.activities.Activity;
import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  @RolesAllowed({"admin", "manager", "ops"})
  @Operation(summary = "How many calls are written, waiting and failed")
  public Uni<SyncHealth> health() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> activities.countByState(session, tenant))
        .map(SyncResource::health);
  }

  @GET
  @Path("/failures")
  @RolesAllowed({"admin", "manager", "ops"})
  @Operation(summary = "Calls that wait for a person, newest first")
  public Uni<FailurePage> failures(
      @QueryParam("kind") String kind,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> activities.failures(session, tenant, kind, cursor, limit))
        .map(
            rows ->
                new FailurePage(
                    rows.stream().map(FailureView::of).toList(),
                    rows.size() < limit ? null : rows.get(rows.size() - 1).id()));
  }

  @POST
  @Path("/failures/redrive")
  @RolesAllowed({"admin", "ops"})
  @Operation(summary = "Try failures again; counts only unless dryRun is false")
  public Uni<Redriven> redrive(@NotNull @Valid RedriveRequest request) {
    if (request.choosesADealForMany()) {
      throw new ProblemException(
          Problem.of(422, "CRM-0001", "A deal is chosen for one call at a time")
              .field("dealId", "is allowed only with exactly one id in ids"));
    }
    return redriveFailures
        .redrive(caller.tenant(), request)
        .map(count -> new Redriven(count, request.dryRun()));
  }

  private static SyncHealth health(List<Object[]> counts) {
    Map<String, Long> byState = new HashMap<>();
    counts.forEach(row -> byState.put((String) row[0], (Long) row[1]));
    long synced = byState.getOrDefault(Activity.SYNCED, 0L);
    long failed = byState.getOrDefault(Activity.FAILED, 0L);
    long waiting =
        byState.getOrDefault(Activity.PENDING, 0L) + byState.getOrDefault(Activity.WRITING, 0L);
    return new SyncHealth(synced, waiting, failed, rate(synced, synced + failed));
  }

  private static String rate(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  /**
   * @param next cursor of the next page; null on the last
   */
  public record FailurePage(List<FailureView> items, String next) {}

  /** How many were, or in a dry run would be, tried again. */
  public record Redriven(int count, boolean dryRun) {}
}
