package dev.ramal.billing.exports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import java.util.Arrays;
import java.util.function.BiFunction;

/** For whom a file is written. */
public enum ExportFormat {
  /** For programs. */
  CSV(
      "csv",
      ".csv",
      "text/csv;charset=UTF-8",
      HeadingLanguage.ENGLISH,
      (month, layout) -> new Csv()),
  /**
   * For programs, one line for each usage as it stands: the sum of its entries, and none where they
   * come to nothing. The same uses come to the same bytes in whatever order, and however often,
   * they were reported.
   */
  CSV_BY_USAGE(
      "csv-by-usage",
      "-by-usage.csv",
      "text/csv;charset=UTF-8",
      HeadingLanguage.ENGLISH,
      (month, layout) -> new Csv()),
  /** For people, in whatever opens CSV in Brazil. */
  CSV_PT_BR(
      "csv-pt-br",
      "-pt-br.csv",
      "text/csv;charset=UTF-8",
      HeadingLanguage.PORTUGUESE,
      (month, layout) -> new BrazilianCsv(layout >= ExportLines.WITH_PEOPLE)),
  /** For people, with types that survive. */
  XLSX(
      "xlsx",
      ".xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      HeadingLanguage.PORTUGUESE,
      (month, layout) ->
          new Xlsx(month.toString(), Xlsx.MOST_ROWS, layout >= ExportLines.WITH_TOTALS)),
  /** For programs that read columns: exact decimals, times in UTC. */
  PARQUET(
      "parquet",
      ".parquet",
      "application/vnd.apache.parquet",
      HeadingLanguage.ENGLISH,
      (month, layout) -> new ParquetTable(Column.of(layout))),
  /** The lines of {@link #CSV_BY_USAGE} in the form of {@link #PARQUET}, as reproducible. */
  PARQUET_BY_USAGE(
      "parquet-by-usage",
      "-by-usage.parquet",
      "application/vnd.apache.parquet",
      HeadingLanguage.ENGLISH,
      (month, layout) -> new ParquetTable(Column.of(layout)));

  /** Whatever a client may write. */
  public static final String PATTERN = "csv|csv-by-usage|csv-pt-br|xlsx|parquet|parquet-by-usage";

  /** The same for people. */
  public static final String ALLOWED =
      "must be csv, csv-by-usage, csv-pt-br, xlsx, parquet or parquet-by-usage";

  private final String wire;
  private final String ending;
  private final String mediaType;
  private final HeadingLanguage usualHeadings;
  private final BiFunction<BillingMonth, Integer, TableFile> file;

  ExportFormat(
      String wire,
      String ending,
      String mediaType,
      HeadingLanguage usualHeadings,
      BiFunction<BillingMonth, Integer, TableFile> file) {
    this.wire = wire;
    this.ending = ending;
    this.mediaType = mediaType;
    this.usualHeadings = usualHeadings;
    this.file = file;
  }

  /** The same month in two formats gives two names, so that neither takes the other's place. */
  String fileName(TenantId tenant, BillingMonth month) {
    return "ramal-%s-%s%s".formatted(tenant, month, ending);
  }

  public String mediaType() {
    return mediaType;
  }

  /** The headings of a file when nobody asks for others. */
  HeadingLanguage usualHeadings() {
    return usualHeadings;
  }

  /** Whether the entries of a usage are one line. */
  boolean isByUsage() {
    return this == CSV_BY_USAGE || this == PARQUET_BY_USAGE;
  }

  /** An empty table in the form of now. */
  public TableFile open(BillingMonth month) {
    return open(month, ExportLines.LAYOUT);
  }

  /**
   * @param layout of the time in which the export was made
   */
  TableFile open(BillingMonth month, int layout) {
    return file.apply(month, layout);
  }

  /** The word in requests and in the store. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  public static ExportFormat of(String wire) {
    return Arrays.stream(values())
        .filter(format -> format.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such format: " + wire));
  }
}
