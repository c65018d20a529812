package dev.ramal.calls.dialing;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.permission.Verdict;
import dev.ramal.calls.permission.Verdicts;
import dev.ramal.calls.permission.Verdicts.Kept;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why a call was permitted, or was not. */
@Path("/api/calls/{id}/permission")
@Tag(name = "Permission", description = "Whom the organization may call, and when")
class CallPermissionResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final Verdicts verdicts;

  CallPermissionResource(
      Caller caller, SqlTransactions transactions, CallRepository calls, Verdicts verdicts) {
    this.caller = caller;
    this.transactions = transactions;
    this.calls = calls;
    this.verdicts = verdicts;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getCallPermission",
      summary = "Why a call was permitted, or was not",
      description = "The verdict as it was given when the call was asked for.")
  @APIResponse(responseCode = "200", description = "The verdict")
  @APIResponse(
      responseCode = "404",
      description = "No such call that you may see, or one that nobody asked permission for")
  public Uni<Verdict> ofCall(@PathParam("id") String id) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            calls
                .checkReadable(sql, scope, id, CallProblems.UNKNOWN_CALL)
                .chain(() -> verdicts.of(sql, scope.tenant(), id))
                .map(
                    kept ->
                        kept.map(Kept::verdict).orElseThrow(CallProblems.UNKNOWN_CALL::exception)));
  }
}
