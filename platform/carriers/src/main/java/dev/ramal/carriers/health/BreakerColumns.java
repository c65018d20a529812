package dev.ramal.carriers.health;

import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.SqlRow;

/** How breakers are stored, whatever a table has one for: in the columns of {@link #NAMES}. */
public final class BreakerColumns {
  public static final String NAMES = "state, failures, trips, since, ask_at, errors";

  private BreakerColumns() {}

  /**
   * @param first the column of the state, which is null where nothing is stored
   */
  public static Breaker breaker(SqlRow row, int first) {
    return row.text(first) == null
        ? Breaker.NEW
        : new Breaker(
            Breaker.State.valueOf(row.text(first)),
            row.integer(first + 1),
            row.integer(first + 2),
            row.instant(first + 3),
            row.instant(first + 4));
  }

  /**
   * @param first the column of the state
   */
  public static KeptBreaker kept(SqlRow row, int first) {
    return KeptBreaker.stored(breaker(row, first), row.text(first + 5));
  }

  /** Adds the parameters, in that order. */
  public static <T> Columns<T> add(Columns<T> columns, KeptBreaker kept) {
    Breaker breaker = kept.breaker();
    return columns
        .scalar(breaker.state().name())
        .scalar(breaker.failures())
        .scalar(breaker.trips())
        .scalar(breaker.since())
        .scalar(breaker.askAt())
        .scalar(kept.storedErrors());
  }
}
