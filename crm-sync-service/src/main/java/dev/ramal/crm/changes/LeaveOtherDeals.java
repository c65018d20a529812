package dev.ramal.crm.changes;

import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * What was to be done with deals of the CRM of before is not done in the next one. What was begun
 * is looked for there, and fails.
 */
@ApplicationScoped
class LeaveOtherDeals implements CrmMemory {
  static final String ANOTHER_CRM = "a organização conectou outro CRM";

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
        .skipNotBegun(sql, tenant, ANOTHER_CRM, clock.instant())
        .chain(() -> parts.forget(sql, tenant));
  }
}
