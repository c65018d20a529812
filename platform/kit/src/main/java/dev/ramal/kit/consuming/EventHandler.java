package dev.ramal.kit.consuming;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Applies one event inside the transaction that also remembers it as applied.
 *
 * <p>It may run again for the same event when the transaction is rolled back, so it must do nothing
 * that a rollback does not undo. It fails with a {@link dev.ramal.kit.failure.FailureException};
 * any other failure counts as transient.
 */
@FunctionalInterface
public interface EventHandler {
  Uni<Void> apply(Mutiny.Session session, ReceivedEvent event);
}
