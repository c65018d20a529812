package dev.ramal.calls.recordings;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For how long the caller's organization keeps recordings. */
@Path("/api/settings/voice/recording-retention")
@Tag(name = "Settings", description = "How the organization makes calls")
public class RetentionResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final RetentionRepository repository;
  private final Clock clock;

  RetentionResource(
      Caller caller, SqlTransactions transactions, RetentionRepository repository, Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(operationId = "getRecordingRetention", summary = "For how long recordings are kept")
  @APIResponse(responseCode = "200", description = "The setting")
  public Uni<Retention> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> repository.of(sql, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeRecordingRetention",
      summary = "Say for how long recordings are kept",
      description =
          "Older ones are erased here and at the carrier within minutes, those of before too, and"
              + " nothing brings them back. Without days they are kept until somebody erases them.")
  @APIResponse(responseCode = "200", description = "The setting as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<Retention> change(@NotNull @Valid Retention retention) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant, sql -> repository.save(sql, tenant, retention, by, clock.instant()));
  }
}
