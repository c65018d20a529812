package dev.ramal.crm.changes;

import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * What was to be done with deals of the CRM of before is not done in the next one. What was begun
 * may stand there and is looked for nowhere else; where its answer is still on its way it counts.
 */
@ApplicationScoped
class LeaveOtherDeals implements CrmMemory {
  static final String ANOTHER_CRM = "a organização conectou outro CRM";
  static final String BEGUN_THERE =
      "a organização conectou outro CRM; se foi feita, está no CRM anterior";

  private final DealChangeRepository changes;
  private final DealPartRepository parts;
  private final Clock clock;

  LeaveOtherDeals(DealChangeRepository changes, DealPartRepository parts, Clock clock) {
    this.changes = changes;
    this.parts = parts;
    this.clock = clock;
  }

  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return changes
        .skipOpen(sql, tenant, ANOTHER_CRM, BEGUN_THERE, clock.instant())
        .chain(() -> parts.forget(sql, tenant));
  }
}
