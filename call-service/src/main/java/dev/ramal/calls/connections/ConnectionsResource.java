package dev.ramal.calls.connections;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Carrier accounts of the caller's organization. */
@Path("/api/carriers")
@RolesAllowed(Roles.ADMIN)
public class ConnectionsResource {
  private final Caller caller;
  private final SaveConnection save;
  private final WarnOfSettings warnings;
  private final TenantTransactions transactions;
  private final ConnectionRepository repository;
  private final Clock clock;

  ConnectionsResource(
      Caller caller,
      SaveConnection save,
      WarnOfSettings warnings,
      TenantTransactions transactions,
      ConnectionRepository repository,
      Clock clock) {
    this.caller = caller;
    this.save = save;
    this.warnings = warnings;
    this.transactions = transactions;
    this.repository = repository;
    this.clock = clock;
  }

  record Connections(List<ConnectionView> items) {}

  @GET
  public Uni<Connections> list() {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> repository.all(session, tenant))
        .map(
            rows ->
                new Connections(
                    rows.stream().map(row -> ConnectionView.of(row, clock.instant())).toList()));
  }

  @GET
  @Path("{id}")
  public Uni<ConnectionView> get(String id) {
    TenantId tenant = caller.tenant();
    return transactions
        .inTenant(tenant, session -> repository.find(session, RowKey.of(tenant, id)))
        .map(row -> row.orElseThrow(CallProblems.UNKNOWN_CONNECTION::exception))
        .map(row -> ConnectionView.of(row, clock.instant()));
  }

  @POST
  public Uni<Response> connect(@NotNull ConnectionRequest request) {
    TenantId tenant = caller.tenant();
    return save.connect(tenant, caller.userId(), request)
        .chain(view -> warnings.of(tenant, view))
        .map(
            view ->
                Response.created(URI.create("/api/carriers/" + view.id())).entity(view).build());
  }

  @PUT
  @Path("{id}")
  public Uni<ConnectionView> change(String id, @NotNull ConnectionRequest request) {
    TenantId tenant = caller.tenant();
    return save.change(tenant, caller.userId(), id, request)
        .chain(view -> warnings.of(tenant, view));
  }
}
