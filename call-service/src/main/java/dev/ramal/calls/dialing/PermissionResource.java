package dev.ramal.calls.dialing;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.dialing.CheckPermission.Judgement;
import dev.ramal.calls.permission.PermissionTables;
import dev.ramal.calls.permission.Times;
import dev.ramal.calls.permission.Verdict;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.numbering.DialableNumber;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** "Posso ligar?" */
@Path("/api/calls/permission")
@Tag(name = "Permission", description = "Whom the organization may call, and when")
class PermissionResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final PermissionTables tables;
  private final CheckPermission check;
  private final Clock clock;

  PermissionResource(
      Caller caller,
      SqlTransactions transactions,
      PermissionTables tables,
      CheckPermission check,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.tables = tables;
    this.check = check;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "askPermission",
      summary = "May this number be called?",
      description =
          "The verdict that a call would get: each rule with its version and what it was judged on."
              + " Nobody is called and nothing is stored. For another time than now, what is"
              + " counted (attempts, calls at this moment) is that of now.")
  @APIResponse(responseCode = "200", description = "The verdict, whether allowed or not")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  public Uni<Verdict> ask(@NotNull @Valid PermissionRequest request) {
    TenantId tenant = caller.tenant();
    E164 to =
        DialableNumber.of(request.to())
            .orElseThrow(() -> DialProblems.badNumber("to", request.to()));
    if (request.from() != null && !E164.isValid(request.from())) {
      throw DialProblems.badNumber("from", request.from());
    }
    if (!Times.canBe(request.at())) {
      throw CallProblems.BAD_PERMISSION_QUESTION.field("at", Times.WANTED).exception();
    }
    Instant at = request.at() == null ? clock.instant() : request.at();
    String agent = caller.userId();
    return transactions
        .inTenant(
            tenant,
            sql ->
                tables
                    .read(sql, tenant, to, at)
                    .map(found -> found.from(request.from()).by(agent, null))
                    .chain(found -> check.ask(sql, tenant, found)))
        .map(Judgement::verdict);
  }
}
