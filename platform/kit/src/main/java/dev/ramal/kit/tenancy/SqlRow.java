package dev.ramal.kit.tenancy;

import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A row of an answer; columns are counted from 0 and may be null. */
public final class SqlRow {
  private final Object[] values;

  SqlRow(Object[] values) {
    this.values = values;
  }

  static SqlRow of(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.getValue(i);
    }
    return new SqlRow(values);
  }

  public String text(int column) {
    return (String) values[column];
  }

  public Integer integer(int column) {
    return values[column] == null ? null : ((Number) values[column]).intValue();
  }

  public Long bigint(int column) {
    return values[column] == null ? null : ((Number) values[column]).longValue();
  }

  public Boolean bool(int column) {
    return (Boolean) values[column];
  }

  /**
   * @throws IllegalStateException naming the column that holds what is no number, as {@code NaN} is
   */
  public BigDecimal decimal(int column) {
    if (values[column] == null) {
      return null;
    }
    try {
      return new BigDecimal(values[column].toString());
    } catch (NumberFormatException e) {
      throw new IllegalStateException("column " + column + " holds " + values[column], e);
    }
  }

  /** A {@code timestamptz}. */
  public Instant instant(int column) {
    return values[column] == null ? null : ((OffsetDateTime) values[column]).toInstant();
  }
}
