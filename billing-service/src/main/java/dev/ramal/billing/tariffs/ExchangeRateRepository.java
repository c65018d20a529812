package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Exchange rates. They are the operator's and belong to no organization; they are added and never
 * changed, because what was converted stays converted.
 */
@ApplicationScoped
class ExchangeRateRepository {
  private static final String ALL =
      "select currency, cast(from_day as text), cast(brl as text), source from exchange_rates"
          + " order by currency, from_day desc";

  Uni<List<ExchangeRate>> all(Sql sql) {
    return sql.query(ALL).map(rows -> rows.stream().map(ExchangeRateRepository::rate).toList());
  }

  /**
   * Adds a rate; one that is there is left alone.
   *
   * @return false when the currency has a rate from that day already
   */
  Uni<Boolean> addIfAbsent(Mutiny.Session session, ExchangeRate rate, String enteredBy) {
    return session
        .createNativeQuery(
            """
            insert into exchange_rates (currency, from_day, brl, source, entered_by)
            values (:currency, cast(cast(:from as text) as date),
              cast(cast(:brl as text) as numeric), :source, :enteredBy)
            on conflict do nothing
            """)
        .setParameter("currency", rate.currency())
        .setParameter("from", rate.from().toString())
        .setParameter("brl", rate.brl().toPlainString())
        .setParameter("source", rate.source())
        .setParameter("enteredBy", enteredBy)
        .executeUpdate()
        .map(added -> added == 1);
  }

  private static ExchangeRate rate(SqlRow row) {
    return new ExchangeRate(
        row.text(0),
        LocalDate.parse(row.text(1)),
        new BigDecimal(row.text(2)).stripTrailingZeros(),
        row.text(3));
  }
}
