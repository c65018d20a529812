package dev.ramal.events;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every problem that the code of any module tells a client of: status, code and title stand
 * together in one place each, with what to do behind them where that is always the same.
 */
final class ProblemTables {
  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern ROW =
      Pattern.compile(
          "(\\d{3}),\\s*(?:\"([A-Z]+-\\d{4})\"|([A-Z_]+)),\\s*\"([^\"]+)\"\\)"
              + "(?:\\s*\\.detail\\(\\s*((?:"
              + TEXT
              + "\\s*\\+?\\s*)+)\\))?");
  private static final Pattern OF_THE_ENTRY =
      Pattern.compile("Refusal\\.of\\((\\d{3}), \"([^\"]+)\"\\)");
  private static final Pattern PART = Pattern.compile(TEXT);
  private static final Pattern CODE = Pattern.compile("\"([A-Z]+-\\d{4})\"");

  private ProblemTables() {}

  /**
   * @param advice what to do; empty where it depends on the occurrence
   */
  record Row(String code, int status, String title, String advice) {}

  /**
   * By code.
   *
   * @param sources the text of each class
   */
  static Map<String, Row> rows(List<String> sources) {
    Map<String, Row> rows = new TreeMap<>();
    for (String source : sources) {
      OF_THE_ENTRY
          .matcher(source)
          .results()
          .map(ProblemTables::ofTheEntry)
          .forEach(row -> rows.put(row.code(), row));
      for (MatchResult found : ROW.matcher(source).results().toList()) {
        String code = found.group(2) == null ? constant(found.group(3), source) : found.group(2);
        if (code != null) {
          Row row = new Row(code, Integer.parseInt(found.group(1)), found.group(4), advice(found));
          rows.merge(code, row, (one, other) -> one.advice().isEmpty() ? other : one);
        }
      }
    }
    return rows;
  }

  /** Every code that is written anywhere. */
  static Set<String> codes(List<String> sources) {
    return sources.stream()
        .flatMap(source -> CODE.matcher(source).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The entry of a sandbox numbers what it refuses by the status. */
  private static Row ofTheEntry(MatchResult found) {
    return new Row(
        "ENTRY-0" + found.group(1), Integer.parseInt(found.group(1)), found.group(2), "");
  }

  private static String constant(String name, String source) {
    Matcher value = Pattern.compile("\\b" + name + "\\s*=\\s*\"([A-Z]+-\\d{4})\"").matcher(source);
    return value.find() ? value.group(1) : null;
  }

  private static String advice(MatchResult found) {
    return found.group(5) == null
        ? ""
        : PART.matcher(found.group(5))
            .results()
            .map(part -> part.group(1).replace("\\\"", "\""))
            .collect(Collectors.joining());
  }
}
