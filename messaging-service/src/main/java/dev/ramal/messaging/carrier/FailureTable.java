package dev.ramal.messaging.carrier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One table of codes in words, as it lies among the resources. */
public final class FailureTable {
  private static final String OURS = "ramal";
  private static final String NO_CODE = "-";
  private static final int COLUMNS = 6;

  private static final Map<String, FailureTable> TABLES = new ConcurrentHashMap<>();

  private final Map<String, Explanation> rows;

  private FailureTable(Map<String, Explanation> rows) {
    this.rows = rows;
  }

  /**
   * Why a message did not arrive, and what to do about it.
   *
   * @param reason pt-BR
   * @param english the same in English
   * @param advice pt-BR; what the tenant can do
   * @param adviceEnglish the same in English
   */
  public record Explanation(
      String reason, String english, String advice, String adviceEnglish, FailureMeaning means) {}

  /** A source without a table has the sentences that are always true. */
  static FailureTable of(String source) {
    return TABLES.computeIfAbsent(source, FailureTable::read);
  }

  boolean has(String code) {
    return code != null && rows.containsKey(code);
  }

  /**
   * @param code null when nobody named one; one that is not known is explained as none
   */
  Explanation explain(String code) {
    return rows.getOrDefault(code == null ? NO_CODE : code, rows.get(NO_CODE));
  }

  Map<String, Explanation> rows() {
    return rows;
  }

  private static FailureTable read(String source) {
    List<String[]> lines = lines(source);
    return lines.isEmpty()
        ? read(OURS)
        : new FailureTable(
            lines.stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        cells -> cells[0],
                        cells ->
                            new Explanation(
                                cells[1],
                                cells[2],
                                cells[3],
                                cells[4],
                                FailureMeaning.of(cells[5])))));
  }

  /** Empty without a table. */
  private static List<String[]> lines(String source) {
    try (InputStream table =
        FailureTable.class.getResourceAsStream("/failure-reasons/" + source + ".tsv")) {
      return table == null
          ? List.of()
          : new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
              .lines()
              .skip(1)
              .map(line -> line.split("\t", COLUMNS))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
