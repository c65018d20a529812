package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.Activity;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Hears that notes stand in the CRM. To be a bean is its registration. */
public interface NoteListener {
  /**
   * In the transaction that records it.
   *
   * @param synced of any organizations, locked until the transaction ends
   */
  Uni<Void> noted(Sql sql, List<Activity> synced);
}
