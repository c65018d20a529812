package dev.ramal.kit.consuming;

import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * A table that keeps what events of other services tell. They come twice, late and in any order, so
 * what is told only grows: told again it changes nothing, and whichever is told first, the rows
 * come to be the same.
 *
 * @param <T> what one event tells; names its organization
 */
public interface KeptTable<T> {
  boolean concerns(ReceivedEvent event);

  /**
   * What an event that concerns the table tells. What this throws refuses the event.
   *
   * @return empty where nothing of it is kept
   */
  Optional<T> read(ReceivedEvent event);

  /**
   * Writes what was told, of any organizations, with few statements.
   *
   * @param told in this order; not empty
   */
  Uni<Void> keep(Sql sql, List<T> told);
}
