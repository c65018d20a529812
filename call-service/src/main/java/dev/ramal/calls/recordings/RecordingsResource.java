package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Recordings of the caller's organization; sales see those of their own calls. */
@Path("/api/recordings/{id}")
@Tag(name = "Recordings", description = "Listen, fetch again, erase")
public class RecordingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final RecordingRepository repository;
  private final CallRepository calls;
  private final SignedLinks links;
  private final EraseRecordings erase;
  private final RetryRecording retry;

  RecordingsResource(
      Caller caller,
      SqlTransactions transactions,
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
  @Operation(
      operationId = "getRecordingLink",
      summary = "Get a link that plays a recording for some minutes")
  @APIResponse(responseCode = "200", description = "The link, and until when it plays")
  @APIResponse(responseCode = "404", description = "No such recording that you may hear")
  @APIResponse(
      responseCode = "409",
      description = "Not stored yet, or no more; the problem tells its state")
  public Uni<SignedLinks.Link> media(String id) {
    AccessScope scope = AccessScope.of(caller);
    TenantId tenant = scope.tenant();
    return transactions
        .inTenant(
            tenant,
            sql ->
                repository
                    .find(sql, RowKey.of(tenant, id))
                    .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
                    .call(
                        row ->
                            calls.checkReadable(
                                sql, scope, row.callId, CallProblems.UNKNOWN_RECORDING)))
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
  @Operation(
      operationId = "retryRecording",
      summary = "Fetch a recording again that is lost or external")
  @APIResponse(
      responseCode = "202",
      description = "It is on its way again",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RecordingView.class)))
  @APIResponse(responseCode = "404", description = "No such recording in the organization")
  @APIResponse(
      responseCode = "409",
      description = "It is neither lost nor external; the problem tells its state")
  public Uni<Response> retry(String id) {
    return retry.retry(caller.tenant(), id).map(recording -> Response.accepted(recording).build());
  }

  /** 204 when it is gone everywhere, 202 when the carrier could not be reached yet. */
  @DELETE
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "eraseRecording",
      summary = "Erase a recording, here and at the carrier",
      description = "Nothing plays it from now on, whatever the answer.")
  @APIResponse(
      responseCode = "202",
      description = "It is going: our store or the carrier could not be reached yet")
  @APIResponse(responseCode = "204", description = "It is gone everywhere")
  @APIResponse(responseCode = "404", description = "No such recording in the organization")
  public Uni<Response> erase(String id) {
    return erase
        .erase(caller.tenant(), id, caller.userId())
        .map(gone -> Response.status(gone ? 204 : 202).build());
  }
}
