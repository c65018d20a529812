package dev.ramal.calls.transcription;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether recordings of the caller's organization are written down. */
@Path("/api/settings/voice/transcription")
@Tag(name = "Settings", description = "How the organization makes calls")
public class TranscriptionSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final TranscriptionSettingsRepository repository;
  private final Transcribers transcribers;
  private final TellCarriers tellCarriers;
  private final Clock clock;

  TranscriptionSettingsResource(
      Caller caller,
      SqlTransactions transactions,
      TranscriptionSettingsRepository repository,
      Transcribers transcribers,
      TellCarriers tellCarriers,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.transcribers = transcribers;
    this.tellCarriers = tellCarriers;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN, Roles.OPS})
  @Operation(
      operationId = "getTranscriptionSettings",
      summary = "Whether recordings are written down")
  @APIResponse(responseCode = "200", description = "The settings")
  public Uni<TranscriptionSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> repository.of(sql, tenant));
  }

  @PUT
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "changeTranscriptionSettings",
      summary = "Say whether recordings are written down, and by whom",
      description =
          "Holds for recordings that are kept from now on; at Telnyx for those that begin from now"
              + " on. What is written down is charged by the carrier.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<TranscriptionSettings> change(@NotNull TranscriptionSettings settings) {
    TenantId tenant = caller.tenant();
    String by = caller.userId();
    TranscriptionSettings wanted = settings.checked(transcribers.words());
    return transactions
        .inTenant(tenant, sql -> repository.save(sql, tenant, wanted, by, clock.instant()))
        .invoke(kept -> tellCarriers.forget(tenant));
  }
}
