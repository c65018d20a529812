package dev.ramal.kit.consuming;

import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps tables from the events of one channel. Each event is read as a step of its own, then each
 * table that was told something is written once, all of them together.
 */
public final class KeepTables implements BatchHandler {
  private final List<KeptTable<?>> tables;

  /**
   * @param tables an event goes to the first that it concerns
   */
  public KeepTables(KeptTable<?>... tables) {
    this.tables = List.of(tables);
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return tables.stream().anyMatch(table -> table.concerns(event));
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    List<Told<?>> told = tables.stream().<Told<?>>map(table -> Told.of(table)).toList();
    for (Delivery delivery : events) {
      delivery.attempt(
          () ->
              told.stream()
                  .filter(one -> one.table.concerns(delivery.event()))
                  .findFirst()
                  .ifPresent(one -> one.read(delivery.event())));
    }
    return Sql.together(told.stream().<Uni<?>>map(one -> one.keep(sql)).toList());
  }

  /** What a set of events tells one table. */
  private record Told<T>(KeptTable<T> table, List<T> all) {
    static <T> Told<T> of(KeptTable<T> table) {
      return new Told<>(table, new ArrayList<>());
    }

    void read(ReceivedEvent event) {
      table.read(event).ifPresent(all::add);
    }

    Uni<Void> keep(Sql sql) {
      return all.isEmpty() ? Uni.createFrom().voidItem() : table.keep(sql, all);
    }
  }
}
