package dev.ramal.crm.drift;

import dev.ramal.crm.drift.WatchDrift.DriftConfig;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether calls that have ended are missing in the CRM. */
@Path("/api/crm/sync/drift")
@Tag(name = "CRM synchronization", description = "Notes of calls on their way into the CRM")
class DriftResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final DriftRepository drifts;
  private final DriftConfig config;
  private final Clock clock;

  DriftResource(
      Caller caller,
      SqlTransactions transactions,
      DriftRepository drifts,
      DriftConfig config,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.drifts = drifts;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCrmDrift",
      summary = "Which calls of the last seven days are not in the CRM",
      description =
          "Compares what billing and recordings tell of calls, the calls whose end was heard, and"
              + " the notes that were written. A drift of 0 is how it should be; the same is looked"
              + " at every hour, and people are alerted.")
  @APIResponse(responseCode = "200", description = "The comparison, as of now")
  public Uni<Drift> read() {
    TenantId tenant = caller.tenant();
    Instant now = clock.instant();
    return transactions.inTenant(
        tenant,
        sql -> drifts.read(sql, tenant, now.minus(config.since()), now.minus(config.late())));
  }
}
