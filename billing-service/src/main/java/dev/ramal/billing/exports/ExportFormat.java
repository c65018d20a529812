package dev.ramal.billing.exports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import java.util.Arrays;
import java.util.function.Function;

/** For whom a file is written. */
public enum ExportFormat {
  /** For programs. */
  CSV("csv", ".csv", "text/csv;charset=UTF-8", month -> new Csv()),
  /** For people, in whatever opens CSV in Brazil. */
  CSV_PT_BR("csv-pt-br", "-pt-br.csv", "text/csv;charset=UTF-8", month -> new BrazilianCsv()),
  /** For people, with types that survive. */
  XLSX(
      "xlsx",
      ".xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      month -> new Xlsx(month.toString(), Xlsx.MOST_ROWS));

  private final String wire;
  private final String ending;
  private final String mediaType;
  private final Function<BillingMonth, TableFile> file;

  ExportFormat(
      String wire, String ending, String mediaType, Function<BillingMonth, TableFile> file) {
    this.wire = wire;
    this.ending = ending;
    this.mediaType = mediaType;
    this.file = file;
  }

  /** The same month in two formats gives two names, so that neither takes the other's place. */
  String fileName(TenantId tenant, BillingMonth month) {
    return "ramal-%s-%s%s".formatted(tenant, month, ending);
  }

  String mediaType() {
    return mediaType;
  }

  /** Whether writing a page takes an event loop so long that a worker does it. */
  boolean isHeavy() {
    return this == XLSX;
  }

  TableFile open(BillingMonth month) {
    return file.apply(month);
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
