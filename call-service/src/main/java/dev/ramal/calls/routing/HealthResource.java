package dev.ramal.calls.routing;

import dev.ramal.calls.connections.AskAccounts;
import dev.ramal.events.TenantId;
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

/** How the carriers of the caller's organization do. */
@Path("/api/carriers/health")
@Tag(name = "Carriers", description = "Accounts at carriers")
class HealthResource {
  private final AskAccounts accounts;
  private final BreakerRepository breakers;
  private final RecentRepository recent;
  private final SqlTransactions transactions;
  private final Caller caller;

  HealthResource(
      AskAccounts accounts,
      BreakerRepository breakers,
      RecentRepository recent,
      SqlTransactions transactions,
      Caller caller) {
    this.accounts = accounts;
    this.breakers = breakers;
    this.recent = recent;
    this.transactions = transactions;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.MANAGER, Roles.OPS})
  @Operation(
      operationId = "getCarrierHealth",
      summary = "How the organization's carriers do",
      description =
          "Each account is asked about at its carrier, for five seconds at most; beside that stands"
              + " what became of the latest dials and calls.")
  @APIResponse(responseCode = "200", description = "Every account")
  public Uni<Page<HealthView>> health() {
    TenantId tenant = caller.tenant();
    return Uni.combine()
        .all()
        .unis(
            accounts.all(tenant),
            transactions.inTenant(
                tenant,
                sql ->
                    Uni.combine()
                        .all()
                        .unis(breakers.all(sql, tenant), recent.all(sql, tenant))
                        .asTuple()))
        .with(
            (asked, known) ->
                Page.whole(
                    asked.stream()
                        .map(
                            account ->
                                HealthView.of(
                                    account,
                                    known.getItem1().get(account.carrier()),
                                    known.getItem2().get(account.carrier())))
                        .toList()));
  }
}
