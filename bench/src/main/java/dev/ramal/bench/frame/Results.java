package dev.ramal.bench.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run has shown, and under which conditions. */
public final class Results {
  private final String benchmark;
  private final RunLog log;
  private final Map<String, String> conditions = new LinkedHashMap<>();
  private final List<Figure> figures = new ArrayList<>();
  private final List<Wanted> wanted = new ArrayList<>();

  /**
   * @param log is told each figure as soon as there is one
   */
  public Results(String benchmark, RunLog log) {
    this.benchmark = benchmark;
    this.log = log;
    condition("processors", "" + Runtime.getRuntime().availableProcessors());
    condition("java", System.getProperty("java.vm.version"));
  }

  public void condition(String name, String value) {
    conditions.put(name, value);
  }

  /**
   * Adds a figure that was measured in rounds: their median counts.
   *
   * @return the median
   */
  public double add(String who, String what, String unit, List<Double> rounds) {
    double median = median(rounds);
    figures.add(new Figure(who, what, median, unit, rounds.size() > 1 ? rounds : null));
    log.say("%s: %s %s %s", who, what, shown(median), unit);
    return median;
  }

  public double add(String who, String what, String unit, double value) {
    return add(who, what, unit, List.of(value));
  }

  /**
   * A figure that was added before.
   *
   * @return NaN when it was not
   */
  public double of(String who, String what) {
    return figures.stream()
        .filter(figure -> figure.who().equals(who) && figure.what().equals(what))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Says whether a figure is as small as it should be: the run fails where one is not. */
  public void wantAtMost(String what, double limit, String unit, double seen) {
    want(new Wanted(what, "at most", limit, unit, seen, seen <= limit));
  }

  /** Says whether a figure is as large as it should be. */
  public void wantAtLeast(String what, double limit, String unit, double seen) {
    want(new Wanted(what, "at least", limit, unit, seen, seen >= limit));
  }

  private void want(Wanted one) {
    wanted.add(one);
    log.say("%s", one.line());
  }

  /** Whether everything is as it should be; also where nothing was wanted. */
  public boolean held() {
    return wanted.stream().allMatch(Wanted::held);
  }

  /** The middle one; of an even number the lower of the two in the middle. */
  public static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) / 2];
  }

  public String table() {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"who", "what", "median", "", "rounds"});
    for (Figure figure : figures) {
      String rounds =
          figure.rounds() == null
              ? ""
              : String.join(" ", figure.rounds().stream().map(Results::shown).toList());
      rows.add(
          new String[] {figure.who(), figure.what(), shown(figure.value()), figure.unit(), rounds});
    }
    StringBuilder table = new StringBuilder();
    for (String[] row : rows) {
      String line =
          "%s  %s  %s  %s  %s"
              .formatted(
                  left(row[0], width(rows, 0)),
                  left(row[1], width(rows, 1)),
                  right(row[2], width(rows, 2)),
                  left(row[3], width(rows, 3)),
                  row[4]);
      table.append(line.stripTrailing()).append('\n');
    }
    conditions.forEach((name, value) -> table.append('\n').append(name + ": " + value));
    wanted.forEach(one -> table.append('\n').append(one.line()));
    return table.append('\n').toString();
  }

  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("benchmark", benchmark);
    all.put("conditions", conditions);
    all.put("figures", figures);
    all.put("wanted", wanted);
    try {
      return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures are plain", e);
    }
  }

  private static int width(List<String[]> rows, int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
  }

  private static String left(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static String shown(double value) {
    double size = Math.abs(value);
    String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  /**
   * One figure.
   *
   * @param who which candidate: this build, the other one, the baseline
   * @param rounds what the median is of; null when it was measured once
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Figure(String who, String what, double value, String unit, List<Double> rounds) {}

  /**
   * What a figure should be, and is.
   *
   * @param bound "at most" or "at least"
   * @param seen NaN when there is no such figure, which holds nothing
   */
  record Wanted(String what, String bound, double limit, String unit, double seen, boolean held) {
    String line() {
      return "wanted: %s %s %s %s, seen: %s: %s"
          .formatted(what, bound, shown(limit), unit, shown(seen), held ? "held" : "missed");
    }
  }
}
