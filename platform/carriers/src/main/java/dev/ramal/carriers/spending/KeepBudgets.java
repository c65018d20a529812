package dev.ramal.carriers.spending;

import dev.ramal.events.billing.BudgetExhausted;
import dev.ramal.events.billing.BudgetReopened;
import dev.ramal.kit.consuming.KeptTable;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps what budgets hold back. Versions only grow, so events may come twice and in any order: what
 * an earlier version held is let go by whatever is told of a later one.
 */
public abstract class KeepBudgets implements KeptTable<ToldBudget> {
  private final String write;
  private final String past;

  /**
   * @param table has the columns {@code tenant} and {@code ends_at}
   * @param write joins the rows of {@link #columns} to those that are known
   */
  protected KeepBudgets(String table, String write) {
    this.write = write;
    // Two months leave room for clocks and for whoever looks.
    this.past =
        "delete from %s where tenant = any($1) and ends_at < now() - interval '62 days'"
            .formatted(table);
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(BudgetExhausted.TYPE) || event.is(BudgetReopened.TYPE);
  }

  /** Empty for a scope that only a newer version knows. */
  @Override
  public final Optional<ToldBudget> read(ReceivedEvent event) {
    ToldBudget told = ToldBudget.read(event);
    return told.budget().scope() == null ? Optional.empty() : Optional.of(told);
  }

  /** Sorted by the key, so that two sets wait for each other instead of deadlocking. */
  @Override
  @AcrossTenants("each row names its own")
  public final Uni<Void> keep(Sql sql, List<ToldBudget> told) {
    Map<ToldBudget.Place, ToldBudget> byPlace = new TreeMap<>(ToldBudget.Place.ORDER);
    told.forEach(one -> byPlace.merge(one.place(), one, ToldBudget::and));
    Object owners =
        byPlace.keySet().stream()
            .map(place -> place.tenant().value())
            .distinct()
            .toArray(String[]::new);
    return Sql.together(
        List.of(
            sql.query(write, columns(List.copyOf(byPlace.values())).parameters()),
            sql.query(past, owners)));
  }

  /**
   * Tenant, budget, month, version and version of the stop; scope, subjects in one text with a line
   * for each, name and end.
   */
  protected Columns<ToldBudget> columns(List<ToldBudget> told) {
    return Columns.of(told)
        .text(one -> one.place().tenant())
        .text(one -> one.place().budgetId())
        .text(one -> one.place().month())
        .integer(one -> one.budget().version())
        .integer(ToldBudget::stopVersion)
        .text(one -> one.budget().scope().wire())
        .text(one -> String.join("\n", one.budget().subjects()))
        .text(one -> one.budget().name())
        .instant(ToldBudget::endsAt);
  }
}
