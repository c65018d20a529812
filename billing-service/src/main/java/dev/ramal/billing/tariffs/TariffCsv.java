package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.tariffs.CsvLines.Line;
import dev.ramal.billing.tariffs.RuleDocument.RateDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rules as a file: one a line, columns by their headings ({@link RuleColumn}). What was written is
 * read as the same rules, in the same order, also after a spreadsheet has had it.
 *
 * <p>A spreadsheet runs a cell that begins with {@code = + - @} as a formula and makes a number of
 * {@code +5511}: such text gets an apostrophe in front, its own mark for text, which is left out
 * when it is read.
 */
final class TariffCsv {
  /** As many as a tariff has. */
  static final int MOST_RULES = 5000;

  private static final String MARK = "'";

  private final char separator;
  private final FileErrors errors = new FileErrors();
  private final List<RuleDocument> rules = new ArrayList<>();
  private final Map<String, Integer> lineOfId = new HashMap<>();
  private final Map<Object, Integer> lineOfQuestion = new HashMap<>();
  private final Map<RateDocument, Rate> rates = new HashMap<>();

  private TariffCsv(char separator) {
    this.separator = separator;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming line and column of what is wrong;
   *     then nothing of the file is to be used
   */
  static List<RuleDocument> read(String file) {
    TariffCsv csv = new TariffCsv(CsvLines.separatorOf(file));
    csv.readLines(file);
    csv.errors.refuse();
    return csv.rules;
  }

  /**
   * @param forPeople whether a double click in Brazil opens it: semicolons, decimal commas and a
   *     byte order mark
   */
  static String write(List<RuleDocument> rules, boolean forPeople) {
    String separator = forPeople ? ";" : ",";
    StringBuilder text = new StringBuilder(forPeople ? "\uFEFF" : "");
    text.append(
            Arrays.stream(RuleColumn.values())
                .map(RuleColumn::wire)
                .collect(Collectors.joining(separator)))
        .append("\r\n");
    for (RuleDocument rule : rules) {
      text.append(
              Arrays.stream(RuleColumn.values())
                  .map(column -> cell(column, column.of(rule), forPeople))
                  .collect(Collectors.joining(separator)))
          .append("\r\n");
    }
    return text.toString();
  }

  /** One rule as a line, without its end. */
  static String line(RuleDocument rule) {
    return Arrays.stream(RuleColumn.values())
        .map(column -> cell(column, column.of(rule), false))
        .collect(Collectors.joining(","));
  }

  private void readLines(String file) {
    List<Line> lines;
    try {
      lines = CsvLines.read(file);
    } catch (CsvLines.Malformed e) {
      errors.add("line " + e.line(), e.getMessage());
      return;
    }
    if (lines.size() < 2) {
      errors.add("csv", "has a line of headings and at least one rule");
      return;
    }
    if (lines.size() - 1 > MOST_RULES) {
      errors.add("csv", "has at most %d rules; the rest is another tariff".formatted(MOST_RULES));
      return;
    }
    List<RuleColumn> columns = headings(lines.get(0));
    errors.refuse();
    for (Line line : lines.subList(1, lines.size())) {
      if (errors.areMany()) {
        return;
      }
      read(line, columns);
    }
  }

  private List<RuleColumn> headings(Line line) {
    List<RuleColumn> columns = new ArrayList<>();
    for (String heading : line.cells()) {
      RuleColumn column = RuleColumn.find(heading.strip());
      if (column == null) {
        errors.add(
            "line %d.%.60s".formatted(line.number(), heading.strip()),
            "is no column of a tariff",
            allowed());
      } else if (columns.contains(column)) {
        errors.add(line.number(), column, "is there twice");
      } else {
        columns.add(column);
      }
    }
    for (RuleColumn column : RuleColumn.values()) {
      if (column.required() && !columns.contains(column)) {
        errors.add(line.number(), column, "is missing among the headings");
      }
    }
    return columns;
  }

  private static String[] allowed() {
    return Arrays.stream(RuleColumn.values()).map(RuleColumn::wire).toArray(String[]::new);
  }

  private void read(Line line, List<RuleColumn> columns) {
    if (line.cells().size() != columns.size()) {
      errors.add(
          "line " + line.number(),
          "has %d cells where there are %d columns".formatted(line.cells().size(), columns.size()));
      return;
    }
    Map<RuleColumn, String> cells = new EnumMap<>(RuleColumn.class);
    for (int i = 0; i < columns.size(); i++) {
      RuleColumn column = columns.get(i);
      String written = line.cells().get(i);
      String cell = unmarked(column == RuleColumn.ID ? written : written.strip());
      if (!cell.isBlank()) {
        cells.put(column, cell);
      }
    }
    int told = errors.count();
    RuleDocument rule = new RuleRow(line.number(), cells, separator == ';', errors).read();
    if (errors.count() == told && !errors.areMany()) {
      add(line.number(), rule);
    }
  }

  /** Two rules of one name, or of which none could be preferred, are told with both lines. */
  private void add(int line, RuleDocument document) {
    Rule rule;
    try {
      rule = document.toRule(rates);
    } catch (IllegalArgumentException e) {
      errors.add("line " + line, e.getMessage());
      return;
    }
    Integer named = lineOfId.putIfAbsent(document.id(), line);
    Integer asked = lineOfQuestion.putIfAbsent(rule.question(), line);
    if (named != null) {
      errors.add(line, RuleColumn.ID, "is the name of the rule of line " + named);
    } else if (asked != null) {
      errors.add("line " + line, "covers exactly the same uses as line " + asked);
    } else {
      rules.add(document);
    }
  }

  private static String unmarked(String cell) {
    return cell.startsWith(MARK) ? cell.substring(1) : cell;
  }

  private static String cell(RuleColumn column, String value, boolean forPeople) {
    if (value == null) {
      return "";
    }
    String text = isText(column) && isMarked(value, forPeople) ? MARK + value : value;
    if (forPeople && isAmount(column)) {
      return text.replace('.', ',');
    }
    return needsQuotes(text) ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** A plus sign and digits are no formula, and only people open the file with a double click. */
  private static boolean isMarked(String text, boolean forPeople) {
    boolean isNumber = text.matches("\\+[0-9]+");
    return text.startsWith(MARK)
        || (!text.isEmpty()
            && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
            && (forPeople || !isNumber));
  }

  private static boolean isText(RuleColumn column) {
    return column == RuleColumn.ID
        || column == RuleColumn.LEG
        || column == RuleColumn.DESTINATION_CLASS
        || column == RuleColumn.PREFIX;
  }

  private static boolean isAmount(RuleColumn column) {
    return switch (column) {
      case COST_PER_UNIT, COST_CONNECTION_FEE, PRICE_PER_UNIT, PRICE_CONNECTION_FEE -> true;
      default -> false;
    };
  }

  private static boolean needsQuotes(String text) {
    return text.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c == '\r' || c == '\n')
        || !text.equals(text.strip());
  }
}
