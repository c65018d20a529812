package dev.ramal.kit.tenancy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows turned into the columns that {@code unnest($1::text[], $2::int[], …)} takes, in the order in
 * which they are named here.
 *
 * @param <T> what becomes a row
 */
public final class Columns<T> {
  private final List<T> rows;
  private final List<Object> columns = new ArrayList<>();

  private Columns(List<T> rows) {
    this.rows = rows;
  }

  public static <T> Columns<T> of(List<T> rows) {
    return new Columns<>(rows);
  }

  /** {@code text[]}; also for a decimal number that the statement casts. */
  public Columns<T> text(Function<T, ?> value) {
    return add(
        rows.stream()
            .map(value)
            .map(given -> given == null ? null : given.toString())
            .toArray(String[]::new));
  }

  /** {@code int[]}. */
  public Columns<T> integer(Function<T, Integer> value) {
    return add(rows.stream().map(value).toArray(Integer[]::new));
  }

  /** {@code bigint[]}. */
  public Columns<T> bigint(Function<T, Long> value) {
    return add(rows.stream().map(value).toArray(Long[]::new));
  }

  /** {@code float8[]}. */
  public Columns<T> float8(Function<T, Double> value) {
    return add(rows.stream().map(value).toArray(Double[]::new));
  }

  /** {@code boolean[]}. */
  public Columns<T> bool(Function<T, Boolean> value) {
    return add(rows.stream().map(value).toArray(Boolean[]::new));
  }

  /** {@code timestamptz[]}. */
  public Columns<T> instant(Function<T, Instant> value) {
    return add(rows.stream().map(value).map(Columns::time).toArray(OffsetDateTime[]::new));
  }

  /** A parameter that is the same for all rows. */
  public Columns<T> scalar(Object value) {
    return add(value instanceof Instant instant ? time(instant) : value);
  }

  public Object[] parameters() {
    return columns.toArray();
  }

  private Columns<T> add(Object column) {
    columns.add(column);
    return this;
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
