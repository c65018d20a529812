package dev.ramal.sandbox.monitoring;

import dev.ramal.sandbox.monitoring.MetricsDictionary.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for.
 *
 * @param selectors each metric with its matchers, as written
 * @param by the labels that it groups or joins by
 */
record PromQuery(List<Selector> selectors, Set<String> by) {
  /** Labels of every series that Prometheus scraped, and of buckets. */
  private static final Set<String> EVERYWHERE = Set.of("job", "instance", "le");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "sum", "max", "min", "avg", "count", "topk", "offset");

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"]*\"|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\((?<by>[^)]*)\\)"
              + "|\\[[^\\]]*]|\\boffset\\s+\\w+"
              + "|(?<name>[a-zA-Z_:][\\w:]*)(?<call>\\s*\\()?(?<matchers>\\{(?:[^{}\"]|\"[^\"]*\")*})?"
              + "|\\d[\\w.]*");

  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern LIST = Pattern.compile("[\\w-]+(\\|[\\w-]+)*");

  /**
   * A metric with its matchers.
   *
   * @param values by label; only those that are listed one by one
   */
  record Selector(String text, String metric, Map<String, Set<String>> values) {}

  static PromQuery of(String expr) {
    List<Selector> selectors = new ArrayList<>();
    Set<String> by = new TreeSet<>();
    Matcher token = TOKEN.matcher(expr);
    while (token.find()) {
      if (token.group("by") != null) {
        for (String label : token.group("by").split(",")) {
          by.add(label.strip());
        }
      } else if (token.group("name") != null
          && token.group("call") == null
          && !WORDS.contains(token.group("name"))) {
        selectors.add(selector(token));
      }
    }
    by.remove("");
    return new PromQuery(List.copyOf(selectors), by);
  }

  /** What it asks for that the dictionary does not know. */
  List<String> unknown(MetricsDictionary dictionary) {
    List<String> unknown = new ArrayList<>();
    Set<String> labels = new TreeSet<>(EVERYWHERE);
    for (Selector selector : selectors) {
      Optional<Entry> entry = dictionary.find(selector.metric()).filter(found -> !found.isFamily());
      if (entry.isEmpty()) {
        unknown.add(selector.metric());
        continue;
      }
      labels.addAll(entry.get().labels().keySet());
      selector
          .values()
          .forEach(
              (label, values) -> {
                Set<String> known = entry.get().labels().get(label);
                if (known == null && !EVERYWHERE.contains(label)) {
                  unknown.add(selector.metric() + " has no " + label);
                } else if (known != null && !known.isEmpty() && !known.containsAll(values)) {
                  unknown.add(selector.text());
                }
              });
    }
    by.stream().filter(label -> !labels.contains(label)).forEach(unknown::add);
    return unknown;
  }

  private static Selector selector(Matcher token) {
    Map<String, Set<String>> values = new TreeMap<>();
    String matchers = token.group("matchers");
    if (matchers != null) {
      for (MatchResult one : MATCHER.matcher(matchers).results().toList()) {
        Set<String> listed = values.computeIfAbsent(one.group(1), label -> new TreeSet<>());
        if (LIST.matcher(one.group(3)).matches()) {
          listed.addAll(List.of(one.group(3).split("\\|")));
        }
      }
    }
    return new Selector(token.group(), token.group("name"), values);
  }
}
