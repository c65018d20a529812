package dev.ramal.crm.connections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What a CRM tells by itself, in the words of the port. */
@ApplicationScoped
public class ReadCrmWebhook {
  private final KnownCrms crms;
  private final CrmConnectionRepository connections;

  ReadCrmWebhook(KnownCrms crms, CrmConnectionRepository connections) {
    this.crms = crms;
    this.connections = connections;
  }

  /** Name of the CRM that the organization has connected, else of the usual one. */
  public Uni<String> crmOf(Sql sql, TenantId tenant) {
    return connections.crmOf(sql, tenant).map(named -> named.orElseGet(crms::usual));
  }

  /**
   * @param crm name of a CRM that is built in
   * @throws dev.ramal.crm.port.MalformedWebhook naming the field
   */
  public CrmWebhook read(String crm, JsonNode body) {
    return crms.named(crm).readWebhook(body);
  }
}
