package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.connections.ConnectedCrm;
import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What stands in the CRM of before is not looked for in the next one, where it never was; what may
 * stand there is asked for there.
 */
@ApplicationScoped
class LeaveOtherCrm implements CrmMemory {
  private final ActivityRepository activities;
  private final ConnectedCrm connected;

  LeaveOtherCrm(ActivityRepository activities, ConnectedCrm connected) {
    this.activities = activities;
    this.connected = connected;
  }

  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return activities
        .leaveUnverified(sql, tenant)
        .chain(() -> connected.account(sql, tenant))
        .chain(
            before ->
                before.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : activities.leavePlaces(sql, tenant, before.get()));
  }
}
