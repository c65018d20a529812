package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Recordings of one call. A class of its own: a path of {@code /api} with everything below it would
 * never be reached beside the classes of {@code /api/calls}.
 */
@Path("/api/calls/{callId}/recordings")
@Tag(name = "Recordings", description = "Listen, fetch again, erase")
public class CallRecordingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final RecordingRepository repository;
  private final CallRepository calls;

  CallRecordingsResource(
      Caller caller,
      SqlTransactions transactions,
      RecordingRepository repository,
      CallRepository calls) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.calls = calls;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN})
  @Operation(operationId = "listCallRecordings", summary = "List the recordings of a call")
  @APIResponse(responseCode = "200", description = "All of them, in whatever state")
  @APIResponse(responseCode = "404", description = "No such call that you may see")
  public Uni<Page<RecordingView>> ofCall(String callId) {
    AccessScope scope = AccessScope.of(caller);
    TenantId tenant = scope.tenant();
    return transactions
        .inTenant(
            tenant,
            sql ->
                calls
                    .checkReadable(sql, scope, callId, CallProblems.UNKNOWN_CALL)
                    .chain(() -> repository.ofCall(sql, tenant, callId)))
        .map(rows -> Page.whole(rows.stream().map(RecordingView::of).toList()));
  }
}
