package dev.ramal.kit.consuming;

import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Applies a set of events of any organizations inside the transaction that also remembers them as
 * applied: loads what all of them concern with few statements, decides in memory, writes everything
 * with few statements.
 *
 * <p>Events of one key come in their order. Row-level security hides nothing here, so each
 * statement names the organization of each row. An event that cannot be applied is {@linkplain
 * Delivery#refuse refused} and the others go on; when the whole work fails, it is done again with
 * smaller sets until the event that is to blame stands alone. So it must do nothing that a rollback
 * does not undo.
 */
@FunctionalInterface
public interface BatchHandler {
  Uni<Void> apply(Sql sql, List<Delivery> events);

  /** Whether the event changes anything here; one that does not costs no row of the inbox. */
  default boolean concerns(ReceivedEvent event) {
    return true;
  }
}
