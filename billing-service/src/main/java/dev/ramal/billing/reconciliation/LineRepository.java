package dev.ramal.billing.reconciliation;

import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The lines of a comparison, in the order of the file. */
@ApplicationScoped
class LineRepository {
  private static final String PAGE =
      """
      select place, class, file_rows, duplicate_of, carrier_ref, matched_by, usage_id, subject,
        subject_id, leg, party, occurred_at, their_quantity, our_quantity, their_amount,
        their_currency, our_amount, our_currency, our_amount_is_named, their_brl, our_brl, asked,
        asked_currency
      from reconciliation_lines
      where tenant = $1 and reconciliation_id = $2 and place > $3
      """;

  private static final String END = " order by place limit $4";

  /** Written so that the index of differences is found to do for each class but that one. */
  private static final String DIFFERENCES = PAGE + " and class <> 'matched'" + END;

  private static final String ALL = PAGE + END;

  private static String ofClass(LineClass only) {
    return PAGE + " and class = '" + only.wire() + "'" + END;
  }

  /**
   * The lines behind a place.
   *
   * @param only of one class; empty for all
   */
  Uni<List<ReconciledLine>> page(
      SqlConnection connection,
      TenantId tenant,
      UUID id,
      Optional<LineClass> only,
      long behind,
      int most) {
    return read(
        connection, only.map(LineRepository::ofClass).orElse(ALL), tenant, id, behind, most);
  }

  /** The same without what is matched. */
  Uni<List<ReconciledLine>> differences(
      SqlConnection connection, TenantId tenant, UUID id, long behind, int most) {
    return read(connection, DIFFERENCES, tenant, id, behind, most);
  }

  private static Uni<List<ReconciledLine>> read(
      SqlConnection connection, String sql, TenantId tenant, UUID id, long behind, int most) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(tenant.value(), id, behind, most))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(LineRepository::line).toList());
  }

  private static ReconciledLine line(Row row) {
    OffsetDateTime occurredAt = row.getOffsetDateTime(11);
    return new ReconciledLine(
        row.getLong(0),
        LineClass.of(row.getString(1)),
        List.of(row.getArrayOfLongs(2)),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getUUID(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        occurredAt == null ? null : occurredAt.toInstant(),
        row.getLong(12),
        row.getLong(13),
        money(row.getBigDecimal(14), row.getString(15)),
        money(row.getBigDecimal(16), row.getString(17)),
        Boolean.TRUE.equals(row.getBoolean(18)),
        money(row.getBigDecimal(19), "BRL"),
        money(row.getBigDecimal(20), "BRL"),
        money(row.getBigDecimal(21), row.getString(22)));
  }

  private static Money money(BigDecimal amount, String currency) {
    return amount == null || currency == null ? null : new Money(amount, currency);
  }
}
