package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Exchange rates. They are the operator's and belong to no organization; they are added and never
 * changed, because what was converted stays converted, until its usage or its price changes. A
 * correction is another version of the same day: the newest converts what comes.
 */
@ApplicationScoped
class ExchangeRateRepository {
  private static final String COLUMNS =
      " currency, cast(from_day as text), cast(brl as text), source, version, entered_by,"
          + " entered_at from exchange_rates order by currency, from_day desc, version desc";

  private static final String IN_FORCE = "select distinct on (currency, from_day)" + COLUMNS;

  private static final String ALL = "select" + COLUMNS;

  /** The newest version of each day's rate. */
  Uni<List<ExchangeRate>> inForce(Sql sql) {
    return sql.query(IN_FORCE)
        .map(rows -> rows.stream().map(ExchangeRateRepository::rate).toList());
  }

  /** Every version, by currency, newest day and newest version first. */
  Uni<List<EnteredRate>> all(Sql sql) {
    return sql.query(ALL).map(rows -> rows.stream().map(ExchangeRateRepository::entered).toList());
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

  /**
   * Adds the version that corrects another.
   *
   * @param version that is corrected
   * @return false when that is not the newest version of that day
   */
  Uni<Boolean> correct(Mutiny.Session session, ExchangeRate rate, int version, String enteredBy) {
    return session
        .createNativeQuery(
            """
            insert into exchange_rates (currency, from_day, brl, source, entered_by, version)
            select currency, from_day, cast(cast(:brl as text) as numeric), :source, :enteredBy,
              max(version) + 1
            from exchange_rates
            where currency = :currency and from_day = cast(cast(:from as text) as date)
            group by currency, from_day having max(version) = :version
            on conflict do nothing
            """)
        .setParameter("currency", rate.currency())
        .setParameter("from", rate.from().toString())
        .setParameter("brl", rate.brl().toPlainString())
        .setParameter("source", rate.source())
        .setParameter("enteredBy", enteredBy)
        .setParameter("version", version)
        .executeUpdate()
        .map(added -> added == 1);
  }

  /**
   * A rate and how it came to be.
   *
   * @param version from 1; a higher one corrects a lower one of the same day
   * @param enteredBy who entered it; {@code seed} for those that came with the product
   */
  record EnteredRate(ExchangeRate rate, int version, String enteredBy, Instant enteredAt) {}

  private static EnteredRate entered(SqlRow row) {
    return new EnteredRate(rate(row), row.integer(4), row.text(5), row.instant(6));
  }

  private static ExchangeRate rate(SqlRow row) {
    return new ExchangeRate(
        row.text(0),
        LocalDate.parse(row.text(1)),
        new BigDecimal(row.text(2)).stripTrailingZeros(),
        row.text(3));
  }
}
