package dev.ramal.calls.recording;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Recordings of the caller's organization; sales see those of their own calls. */
@Path("/api")
public class RecordingsResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final SignedLinks links;
  private final EraseRecording erase;

  RecordingsResource(
      Caller caller,
      TenantTransactions transactions,
      RecordingRepository repository,
      SignedLinks links,
      EraseRecording erase) {
    this.caller = caller;
    this.transactions = transactions;
    this.repository = repository;
    this.links = links;
    this.erase = erase;
  }

  record RecordingList(List<RecordingView> items) {}

  @GET
  @Path("calls/{callId}/recordings")
  @RolesAllowed({"sales", "manager", "viewer", "admin"})
  public Uni<RecordingList> ofCall(String callId) {
    TenantId tenant = caller.tenant();
    Eyes eyes = eyes();
    return transactions
        .inTenant(
            tenant,
            session ->
                seen(session, tenant, callId, eyes)
                    .invoke(
                        seen -> {
                          if (!seen) {
                            throw RecordingProblems.unknownCall();
                          }
                        })
                    .chain(() -> repository.ofCall(session, tenant, callId)))
        .map(rows -> new RecordingList(rows.stream().map(RecordingView::of).toList()));
  }

  @GET
  @Path("recordings/{id}/media")
  @RolesAllowed({"sales", "manager", "viewer", "admin"})
  public Uni<SignedLinks.Link> media(String id) {
    TenantId tenant = caller.tenant();
    Eyes eyes = eyes();
    return transactions
        .inTenant(
            tenant,
            session ->
                repository
                    .find(session, new RecordingKey(tenant.value(), id))
                    .map(row -> row.orElseThrow(RecordingProblems::unknown))
                    .call(
                        row ->
                            seen(session, tenant, row.callId, eyes)
                                .invoke(
                                    seen -> {
                                      if (!seen) {
                                        throw RecordingProblems.unknown();
                                      }
                                    })))
        .map(
            row -> {
              if (row.state != RecordingState.STORED) {
                throw RecordingProblems.notReady(row.state);
              }
              return links.sign(row.key);
            });
  }

  /** 204 when it is gone everywhere, 202 when the carrier could not be reached yet. */
  @DELETE
  @Path("recordings/{id}")
  @RolesAllowed("admin")
  public Uni<Response> erase(String id) {
    return erase
        .erase(caller.tenant(), id, caller.userId())
        .map(gone -> Response.status(gone ? 204 : 202).build());
  }

  /**
   * What the caller may see.
   *
   * @param all whether calls of others, too
   */
  private record Eyes(boolean all, String userId) {}

  private Eyes eyes() {
    return new Eyes(
        caller.has("manager") || caller.has("viewer") || caller.has("admin"), caller.userId());
  }

  private Uni<Boolean> seen(Mutiny.Session session, TenantId tenant, String callId, Eyes eyes) {
    return repository
        .agentOf(session, tenant, callId)
        .map(agent -> agent.filter(id -> eyes.all() || id.equals(eyes.userId())).isPresent());
  }
}
