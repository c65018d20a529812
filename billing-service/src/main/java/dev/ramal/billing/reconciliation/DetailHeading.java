package dev.ramal.billing.reconciliation;

import dev.ramal.kit.problem.Problem;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The first row of a carrier's detail file: which column is which. */
final class DetailHeading {
  private static final Set<DetailColumn> NEEDED =
      Set.of(DetailColumn.AMOUNT, DetailColumn.QUANTITY);

  private final List<String> headings;
  private final Map<DetailColumn, Integer> places = new EnumMap<>(DetailColumn.class);

  private DetailHeading(List<String> headings) {
    this.headings = headings;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each column that is needed and not there
   */
  static DetailHeading of(List<String> headings, ReconciliationSettings settings) {
    DetailHeading heading = new DetailHeading(headings);
    DetailFormat format = settings.format();
    format.columns().forEach((column, spellings) -> heading.find(column, spellings));
    settings.headings().forEach((column, named) -> heading.find(column, List.of(named)));
    Problem problem = ReconciliationProblems.badFile();
    for (DetailColumn column : DetailColumn.values()) {
      boolean named = settings.headings().containsKey(column);
      if (heading.place(column) == null && (named || isNeeded(column, heading, format))) {
        problem =
            problem.field(
                "row 1." + column.wire(),
                "is called none of %s; name it with columns=%s:…"
                    .formatted(wanted(column, settings), column.wire()),
                headings.stream().filter(text -> !text.isBlank()).toArray(String[]::new));
      }
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return heading;
  }

  /** Where a leg may be named otherwise, its number and time do for the name. */
  private static boolean isNeeded(DetailColumn column, DetailHeading heading, DetailFormat format) {
    boolean byNumber = format.namesOtherwise() && heading.place(DetailColumn.REFERENCE) == null;
    return NEEDED.contains(column)
        || column == DetailColumn.REFERENCE && !format.namesOtherwise()
        || byNumber && (column == DetailColumn.STARTED_AT || column == DetailColumn.TO);
  }

  private static List<String> wanted(DetailColumn column, ReconciliationSettings settings) {
    String named = settings.headings().get(column);
    return named == null
        ? settings.format().columns().getOrDefault(column, List.of())
        : List.of(named);
  }

  /** The first spelling that stands there counts. */
  private void find(DetailColumn column, List<String> spellings) {
    places.remove(column);
    for (String spelling : spellings) {
      for (int i = 0; i < headings.size(); i++) {
        if (plain(headings.get(i)).equals(plain(spelling))) {
          places.put(column, i);
          return;
        }
      }
    }
  }

  /** Start Time, start_time and StartTime are the same. */
  private static String plain(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  int width() {
    return headings.size();
  }

  /** From 0; null where the file does not have it. */
  Integer place(DetailColumn column) {
    return places.get(column);
  }

  /** What the file calls it. */
  Map<DetailColumn, String> names() {
    Map<DetailColumn, String> names = new EnumMap<>(DetailColumn.class);
    places.forEach((column, place) -> names.put(column, headings.get(place)));
    return names;
  }

  /** The name of a cell for whoever has to find it. */
  String place(long row, int column) {
    return column < headings.size() && !headings.get(column).isBlank()
        ? "row %d.%s".formatted(row, headings.get(column).strip())
        : "row %d.column %d".formatted(row, column + 1);
  }
}
