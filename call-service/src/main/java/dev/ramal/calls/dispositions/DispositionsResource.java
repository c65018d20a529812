package dev.ramal.calls.dispositions;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How calls of the caller's organization may be said to have gone. */
@Path("/api/settings/voice/dispositions")
@Tag(name = "Settings", description = "How the organization makes calls")
public class DispositionsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final DispositionRepository repository;
  private final WrapUps wrapUps;
  private final Clock clock;

  DispositionsResource(
      Caller caller,
      SqlTransactions transactions,
      DispositionRepository repository,
      WrapUps wrapUps,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.wrapUps = wrapUps;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "getDispositions",
      summary = "How calls may be said to have gone, and what follows")
  @APIResponse(responseCode = "200", description = "The dispositions; none where any text is taken")
  public Uni<DispositionSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> repository.of(sql, tenant));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeDispositions",
      summary = "Define how calls may be said to have gone",
      description =
          "A field that is left out keeps its value; the list is replaced whole. Calls keep what"
              + " was written on them.")
  @APIResponse(responseCode = "200", description = "The dispositions as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<DispositionSettings> change(@NotNull DispositionSettingsRequest request) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    return transactions.inTenant(
        tenant,
        sql ->
            repository
                .lock(sql, tenant)
                .map(request::changed)
                .chain(kept -> repository.save(sql, tenant, kept, by, clock.instant()))
                .call(
                    kept ->
                        kept.wrapUp() ? Uni.createFrom().voidItem() : wrapUps.cut(sql, tenant)));
  }
}
