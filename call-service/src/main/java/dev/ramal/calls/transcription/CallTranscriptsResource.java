package dev.ramal.calls.transcription;

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

/** What the recordings of one call say, to whoever may hear them. */
@Path("/api/calls/{callId}/transcripts")
@Tag(name = "Recordings", description = "Listen, fetch again, erase")
public class CallTranscriptsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final TranscriptRepository repository;
  private final CallRepository calls;

  CallTranscriptsResource(
      Caller caller,
      SqlTransactions transactions,
      TranscriptRepository repository,
      CallRepository calls) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.calls = calls;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN})
  @Operation(
      operationId = "listCallTranscripts",
      summary = "Read what the recordings of a call say",
      description = "One for each recording that was to be written down, in whatever state.")
  @APIResponse(responseCode = "200", description = "All of them; empty where none was wanted")
  @APIResponse(responseCode = "404", description = "No such call that you may see")
  public Uni<Page<TranscriptView>> ofCall(String callId) {
    AccessScope scope = AccessScope.of(caller);
    TenantId tenant = scope.tenant();
    return transactions
        .inTenant(
            tenant,
            sql ->
                calls
                    .checkReadable(sql, scope, callId, CallProblems.UNKNOWN_CALL)
                    .chain(() -> repository.ofCall(sql, tenant, callId)))
        .map(rows -> Page.whole(rows.stream().map(TranscriptView::of).toList()));
  }
}
