package dev.ramal.crm.mapping;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.connections.ConnectedCrm;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Holds mappings against what the organization's CRM can do. */
@ApplicationScoped
public class ReadMappingSupport {
  private final ConnectedCrm connected;
  private final CrmMappingRepository mappings;

  ReadMappingSupport(ConnectedCrm connected, CrmMappingRepository mappings) {
    this.connected = connected;
    this.mappings = mappings;
  }

  /** Of the mapping as it is now. */
  public Uni<CrmMappingSupport> of(Sql sql, TenantId tenant) {
    return connected
        .of(sql, tenant)
        .chain(crm -> mappings.read(sql, tenant).map(now -> CrmMappingSupport.of(crm, now)));
  }

  /**
   * Fails with a problem that names each rule which the CRM cannot carry out, and what it can do.
   * No other CRM is connected until the transaction ends.
   */
  Uni<Void> require(Sql sql, TenantId tenant, CrmMapping wanted) {
    return connected
        .keep(sql, tenant)
        .map(crm -> CrmMappingSupport.of(crm, wanted))
        .invoke(
            support -> {
              if (!support.notCarriedOut().isEmpty()) {
                throw problem(support).exception();
              }
            })
        .replaceWithVoid();
  }

  private static Problem problem(CrmMappingSupport support) {
    Problem problem = CrmProblems.notCarriedOut(support.crm());
    String[] can = support.can().stream().map(ability -> ability.word()).toArray(String[]::new);
    String why =
        "is nothing that this CRM can do" + (can.length == 0 ? ": it takes notes alone" : "");
    for (String field : support.notCarriedOut()) {
      problem = problem.field(field, why, can);
    }
    return problem;
  }
}
