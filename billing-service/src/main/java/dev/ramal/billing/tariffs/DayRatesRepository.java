package dev.ramal.billing.tariffs;

import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;

/**
 * Exchange rates day by day, for conversions in sets: a table {@code day_rates (currency, day,
 * brl)} that lives as long as the transaction. Days are those of São Paulo.
 */
@ApplicationScoped
public class DayRatesRepository {
  private static final String TABLE =
      "create temp table day_rates (currency text, day date, brl numeric) on commit drop";

  private static final String COPY =
      """
      insert into day_rates
      select c.currency, d.day, r.brl
      from unnest($1::text[]) as c (currency)
      cross join (select g.at::date as day
        from generate_series($2::date::timestamp, $3::date::timestamp, interval '1 day') g (at)) d
      cross join lateral (
        select brl from exchange_rates e
        where e.currency = c.currency and e.from_day <= d.day
        order by e.from_day desc, e.version desc limit 1) r
      union all
      select 'BRL', g.at::date, 1
      from generate_series($2::date::timestamp, $3::date::timestamp, interval '1 day') g (at)
      """;

  /** The rate of each of the currencies on each of the days on which it has one; BRL is 1. */
  public Uni<Void> copy(Sql sql, Collection<String> currencies, LocalDate from, LocalDate to) {
    return sql.query(TABLE)
        .chain(() -> sql.query(COPY, currencies.toArray(String[]::new), from, to))
        .chain(() -> sql.query("analyze day_rates"))
        .replaceWithVoid();
  }
}
