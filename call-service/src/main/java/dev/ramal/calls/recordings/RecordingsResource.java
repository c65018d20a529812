package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Recordings of the caller's organization; sales see those of their own calls. */
@Path("/api/recordings/{id}")
public class RecordingsResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final CallRepository calls;
  private final SignedLinks links;
  private final EraseRecordings erase;
  private final RetryRecording retry;

  RecordingsResource(
      Caller caller,
      TenantTransactions transactions,
      RecordingRepository repository,
      CallRepository calls,
      SignedLinks links,
      EraseRecordings erase,
      RetryRecording retry) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.calls = calls;
    this.links = links;
    this.erase = erase;
    this.retry = retry;
  }

  @GET
  @Path("media")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.VIEWER, Roles.ADMIN})
  public Uni<SignedLinks.Link> media(String id) {
    AccessScope scope = AccessScope.of(caller);
    TenantId tenant = scope.tenant();
    return transactions
        .inTenant(
            tenant,
            session ->
                repository
                    .find(session, RowKey.of(tenant, id))
                    .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
                    .call(
                        row ->
                            calls.checkReadable(
                                session, scope, row.callId, CallProblems.UNKNOWN_RECORDING)))
        .map(
            row -> {
              if (row.state != RecordingState.STORED) {
                throw CallProblems.RECORDING_NOT_READY
                    .detail("It is " + row.state.wire() + "; a recording plays once it is stored.")
                    .with("state", row.state.wire())
                    .exception();
              }
              return links.sign(row.key);
            });
  }

  /** 202: it is on its way again. */
  @POST
  @Path("retry")
  @RolesAllowed({Roles.ADMIN, Roles.OPS})
  public Uni<Response> retry(String id) {
    return retry.retry(caller.tenant(), id).map(recording -> Response.accepted(recording).build());
  }

  /** 204 when it is gone everywhere, 202 when the carrier could not be reached yet. */
  @DELETE
  @RolesAllowed(Roles.ADMIN)
  public Uni<Response> erase(String id) {
    return erase
        .erase(caller.tenant(), id, caller.userId())
        .map(gone -> Response.status(gone ? 204 : 202).build());
  }
}
