package dev.ramal.messaging.lifecycle;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * Hears in the same transaction of every message of ours that is new, or amounts to something else
 * than before.
 */
public interface OldMessages {
  /**
   * A message that changed.
   *
   * @param createdAt by which it is counted
   */
  record Counted(TenantId tenant, Instant createdAt) {}

  /** The statements that are sent behind those that store the messages; none as a rule. */
  List<Uni<?>> changed(Sql sql, List<Counted> messages);
}
