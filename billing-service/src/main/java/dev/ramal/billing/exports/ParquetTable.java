package dev.ramal.billing.exports;

import dev.ramal.events.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A table in Apache Parquet: columns by their names for programs, amounts as exact decimals, times
 * in UTC to the microsecond, days as days, all else as text. Rows are held until a group of them is
 * full, so that memory does not grow with the file. Blocking, not thread-safe.
 *
 * <p>Not compressed: repeated values are stored once for each group as it is, and the codecs of the
 * library want all of Hadoop (docs/field-notes.md).
 */
final class ParquetTable implements TableFile {
  /** Bytes of a group of rows. */
  private static final long GROUP = 8L << 20;

  /** Digits of an amount of the ledger, before and behind the point. */
  private static final int DIGITS = 18;

  private static final int RATE_SCALE = 8;

  private final List<Column> columns;
  private final DrainedOutput output = new DrainedOutput();
  private final ParquetWriter<List<Object>> writer;
  private List<Object> row = new ArrayList<>();

  ParquetTable(List<Column> columns) {
    this.columns = columns;
    MessageType schema =
        new MessageType("ledger", columns.stream().map(ParquetTable::type).toList());
    try {
      this.writer =
          new ParquetRows.Builder(output, schema)
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
              .withRowGroupSize(GROUP)
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Programs find columns by their names, whatever people call them. */
  @Override
  public void header(List<String> headings) {
    if (headings.size() != columns.size()) {
      throw new IllegalArgumentException("columns and headings differ");
    }
  }

  @Override
  public TableFile field(Object value) {
    row.add(value == null ? null : stored(columns.get(row.size()), value));
    return this;
  }

  @Override
  public void endLine() {
    try {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    row = new ArrayList<>(columns.size());
  }

  @Override
  public void end() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] take() {
    return output.take();
  }

  private static Type type(Column column) {
    return switch (column) {
      case OCCURRED_AT, LOCAL_TIME ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(column.wire());
      case EXCHANGE_DATE ->
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.wire());
      case LINE, QUANTITY, BILLED_QUANTITY, INCLUDED_QUANTITY ->
          Types.optional(PrimitiveTypeName.INT64).named(column.wire());
      case EXCHANGE_RATE -> decimal(column, RATE_SCALE);
      case CARRIER_PRICE, CARRIER_DISCOUNT, COST, LIST_PRICE, PRICE, MARGIN ->
          decimal(column, Money.SCALE);
      default ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.wire());
    };
  }

  private static Type decimal(Column column, int scale) {
    return Types.optional(PrimitiveTypeName.INT64)
        .as(LogicalTypeAnnotation.decimalType(scale, DIGITS))
        .named(column.wire());
  }

  /** What cannot be held exactly fails: an amount is never rounded on its way out. */
  private static Object stored(Column column, Object value) {
    return switch (column) {
      case OCCURRED_AT -> micros((Instant) value);
      case LOCAL_TIME -> micros(((OffsetDateTime) value).toInstant());
      case EXCHANGE_DATE -> (int) ((LocalDate) value).toEpochDay();
      case LINE, QUANTITY, BILLED_QUANTITY, INCLUDED_QUANTITY -> value;
      case EXCHANGE_RATE -> unscaled((BigDecimal) value, RATE_SCALE);
      case CARRIER_PRICE, CARRIER_DISCOUNT, COST, LIST_PRICE, PRICE, MARGIN ->
          unscaled((BigDecimal) value, Money.SCALE);
      default -> value.toString();
    };
  }

  private static long unscaled(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(
        Instant.EPOCH.atOffset(ZoneOffset.UTC), instant.atOffset(ZoneOffset.UTC));
  }
}
