package dev.ramal.messaging.alerting.policy;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.templates.OwnTemplates;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whom alerts of the caller's organization are told. */
@Path("/api/settings/alerts")
@Tag(name = "Alerts", description = "What needs a person, of every service")
public class AlertSettingsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final EscalationPolicyRepository policies;
  private final WebhookAddresses addresses;
  private final SecretCipher cipher;
  private final OwnTemplates templates;

  AlertSettingsResource(
      Caller caller,
      SqlTransactions transactions,
      EscalationPolicyRepository policies,
      WebhookAddresses addresses,
      SecretCipher cipher,
      OwnTemplates templates) {
    this.caller = caller;
    this.transactions = transactions;
    this.policies = policies;
    this.addresses = addresses;
    this.cipher = cipher;
    this.templates = templates;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.OPS, Roles.OPERATOR})
  @Operation(operationId = "getAlertSettings", summary = "Whom alerts are told")
  @APIResponse(responseCode = "200", description = "The settings; webhooks show their end only")
  public Uni<AlertSettings> read() {
    TenantId tenant = caller.tenant();
    return transactions.inTenant(tenant, sql -> policies.of(sql, tenant)).map(AlertSettings::of);
  }

  @PUT
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Operation(
      operationId = "changeAlertSettings",
      summary = "Change whom alerts are told",
      description =
          "A field that is left out keeps its value. Each step is told at once; when nobody"
              + " acknowledges in its minutes, or none of its receivers can be reached, the next is"
              + " taken. Without steps alerts are listed and told nobody. By WhatsApp an alert goes"
              + " as a text to who has written within 24 hours, else as the template that is named,"
              + " else by SMS.")
  @APIResponse(responseCode = "200", description = "The settings as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "403",
      description = "Not an administrator; an operator changes those of `operator` only")
  public Uni<AlertSettings> change(@NotNull AlertSettingsChange change) {
    TenantId tenant = caller.tenant();
    if (!caller.has(Roles.ADMIN) && !tenant.equals(TenantId.OPERATOR)) {
      throw new ForbiddenException();
    }
    String by = caller.userId();
    return transactions
        .inTenant(
            tenant,
            sql ->
                policies
                    .lock(sql, tenant)
                    .map(
                        before ->
                            change.changed(
                                before, addresses, (id, address) -> seal(tenant, id, address)))
                    .call(changed -> check(sql, tenant, changed.templateId()))
                    .chain(changed -> policies.save(sql, tenant, changed, by)))
        .map(AlertSettings::of);
  }

  /** What stands in the settings may be archived later: it goes by SMS then. */
  private Uni<Void> check(Sql sql, TenantId tenant, String templateId) {
    return templateId == null
        ? Uni.createFrom().voidItem()
        : templates
            .complaint(sql, tenant, templateId, AlertVariable.names())
            .invoke(
                complaint -> {
                  if (complaint != null) {
                    throw MessageProblems.badAlertSettings()
                        .field("templateId", complaint)
                        .exception();
                  }
                })
            .replaceWithVoid();
  }

  private String seal(TenantId tenant, String id, String address) {
    return cipher.seal(address, AlertReceiver.sealContext(tenant.value(), id));
  }
}
