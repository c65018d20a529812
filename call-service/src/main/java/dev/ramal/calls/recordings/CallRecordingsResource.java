package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/**
 * Recordings of one call. A class of its own: a path of {@code /api} with everything below it would
 * never be reached beside the classes of {@code /api/calls}.
 */
@Path("/api/calls/{callId}/recordings")
public class CallRecordingsResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final CallRepository calls;

  CallRecordingsResource(
      Caller caller,
      TenantTransactions transactions,
      RecordingRepository repository,
      CallRepository calls) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.calls = calls;
  }

  record RecordingList(List<RecordingView> items) {}

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN})
  public Uni<RecordingList> ofCall(String callId) {
    AccessScope scope = AccessScope.of(caller);
    TenantId tenant = scope.tenant();
    return transactions
        .inTenant(
            tenant,
            session ->
                calls
                    .checkReadable(session, scope, callId, CallProblems.UNKNOWN_CALL)
                    .chain(() -> repository.ofCall(session, tenant, callId)))
        .map(rows -> new RecordingList(rows.stream().map(RecordingView::of).toList()));
  }
}
