package dev.ramal.calls.recording;

import dev.ramal.events.TenantId;
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

  CallRecordingsResource(
      Caller caller, TenantTransactions transactions, RecordingRepository repository) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
  }

  record RecordingList(List<RecordingView> items) {}

  @GET
  @RolesAllowed({"sales", "manager", "viewer", "admin"})
  public Uni<RecordingList> ofCall(String callId) {
    TenantId tenant = caller.tenant();
    Listener listener = Listener.of(caller);
    return transactions
        .inTenant(
            tenant,
            session ->
                listener
                    .mayHear(repository, session, tenant, callId)
                    .invoke(
                        may -> {
                          if (!may) {
                            throw RecordingProblems.unknownCall();
                          }
                        })
                    .chain(() -> repository.ofCall(session, tenant, callId)))
        .map(rows -> new RecordingList(rows.stream().map(RecordingView::of).toList()));
  }
}
