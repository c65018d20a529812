package dev.ramal.messaging.history;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.permission.MessageVerdict;
import dev.ramal.messaging.permission.MessageVerdicts;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why a message was allowed, held or denied. */
@Path("/api/messages/{id}/permission")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@Produces(MediaType.APPLICATION_JSON)
public class MessagePermissionResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final MessageHistoryRepository history;
  private final MessageVerdicts verdicts;

  MessagePermissionResource(
      Caller caller,
      SqlTransactions transactions,
      MessageHistoryRepository history,
      MessageVerdicts verdicts) {
    this.caller = caller;
    this.transactions = transactions;
    this.history = history;
    this.verdicts = verdicts;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getMessagePermission",
      summary = "Why a message was allowed, held or denied",
      description =
          "The verdict as it was given when the message was taken, or the later one that changed"
              + " what becomes of it.")
  @APIResponse(responseCode = "200", description = "The verdict")
  @APIResponse(
      responseCode = "404",
      description = "No such message that you may see, or one that nobody judged")
  public Uni<MessageVerdict> ofMessage(@PathParam("id") String id) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            history
                .find(sql, scope, id)
                .onItem()
                .ifNull()
                .failWith(() -> MessageProblems.noSuchMessage().exception())
                .chain(() -> verdicts.of(sql, scope.tenant(), id))
                .map(
                    kept ->
                        kept.map(Kept::verdict)
                            .orElseThrow(() -> MessageProblems.noVerdict().exception())));
  }
}
