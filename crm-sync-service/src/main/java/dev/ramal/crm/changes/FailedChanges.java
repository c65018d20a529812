package dev.ramal.crm.changes;

import dev.ramal.crm.activities.ActivityCounts;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How many tasks and changes of deals wait for a person. */
@ApplicationScoped
public class FailedChanges {
  private final DealChangeRepository changes;

  FailedChanges(DealChangeRepository changes) {
    this.changes = changes;
  }

  /** Counted no farther than {@value ActivityCounts#MOST}. */
  public Uni<Long> count(Sql sql, TenantId tenant) {
    return changes.countFailed(sql, tenant, ActivityCounts.MOST);
  }
}
