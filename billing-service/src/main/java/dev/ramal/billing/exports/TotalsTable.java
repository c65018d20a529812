package dev.ramal.billing.exports;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the columns of amounts add up to, as a sheet of its own: a row below the lines would be
 * added up with them, filtered with them and lost in the second sheet. The same figures as the
 * manifest's.
 */
final class TotalsTable {
  private TotalsTable() {}

  /** Of the sheet. */
  static String name(HeadingLanguage language) {
    return language == HeadingLanguage.PORTUGUESE ? "Totais" : "Totals";
  }

  /** One row for each column and currency, the headings first; amounts are numbers. */
  static List<List<?>> rows(FileSums sums, HeadingLanguage language) {
    List<String> headings =
        language == HeadingLanguage.PORTUGUESE
            ? List.of("Coluna", "Moeda", "Total")
            : List.of("Column", "Currency", "Total");
    Stream<List<?>> rows =
        sums.controlTotals().stream()
            .map(
                total ->
                    List.of(
                        language.of(Column.valueOf(total.column().toUpperCase(Locale.ROOT))),
                        total.sum().currency(),
                        total.sum().amount()));
    return Stream.concat(Stream.<List<?>>of(headings), rows).toList();
  }
}
