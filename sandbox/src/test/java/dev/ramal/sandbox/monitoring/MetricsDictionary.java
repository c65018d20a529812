package dev.ramal.sandbox.monitoring;

import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.processes.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/metrics.md} as tests read it. */
final class MetricsDictionary {
  static final String PAGE = "docs/metrics.md";

  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern ENUM = Pattern.compile("\\(([A-Za-z.]+)\\)$");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|count|sum|max)$");
  private static final int OF_OURS = 8;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private MetricsDictionary() {}

  /**
   * A row of it.
   *
   * @param name ends with an asterisk where a library has many of them
   * @param labels with all their values; those whose values cannot be listed have none
   * @param enums by label: whose constants the values are
   * @param of who tells it; nobody: Prometheus itself makes it
   * @param always whether it is there before the first of its kind
   * @param where the class that counts it; empty for what libraries count
   */
  record Entry(
      String name,
      String type,
      String unit,
      Map<String, Set<String>> labels,
      Map<String, String> enums,
      Set<Service> of,
      boolean always,
      String says,
      Optional<String> where) {
    boolean isFamily() {
      return name.endsWith("*");
    }
  }

  static MetricsDictionary read() {
    MetricsDictionary dictionary = new MetricsDictionary();
    DeployFiles.text(PAGE)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(2, line.length() - 2).split("\\s*\\|\\s*", -1))
        .map(MetricsDictionary::entry)
        .forEach(entry -> dictionary.add(entry));
    return dictionary;
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  List<Entry> ours() {
    return entries.values().stream().filter(entry -> entry.where().isPresent()).toList();
  }

  /**
   * @param name of a metric or of one of its series, as of its buckets
   */
  Optional<Entry> find(String name) {
    Entry exact = entries.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    Entry whole = entries.get(SUFFIX.matcher(name).replaceFirst(""));
    if (whole != null && whole.type().matches("histogram|summary")) {
      return Optional.of(whole);
    }
    return entries.values().stream()
        .filter(Entry::isFamily)
        .filter(entry -> name.startsWith(entry.name().replace("*", "")))
        .findFirst();
  }

  private void add(Entry entry) {
    if (entries.put(entry.name(), entry) != null) {
      throw new IllegalStateException(entry.name() + " stands twice in " + PAGE);
    }
  }

  private static Entry entry(String[] cells) {
    Map<String, Set<String>> labels = new TreeMap<>();
    Map<String, String> enums = new TreeMap<>();
    for (String label : cells[3].split("; ")) {
      List<String> words = words(label);
      if (words.isEmpty()) {
        continue;
      }
      if (!label.contains("=")) {
        words.forEach(word -> labels.put(word, Set.of()));
        continue;
      }
      labels.put(words.get(0), new TreeSet<>(words.subList(1, words.size())));
      Matcher constants = ENUM.matcher(label.strip());
      if (constants.find()) {
        enums.put(words.get(0), constants.group(1));
      }
    }
    return new Entry(
        words(cells[0]).get(0),
        cells[1].strip(),
        cells[2].strip(),
        labels,
        enums,
        services(cells[4].strip()),
        cells[5].strip().equals("start"),
        cells[6].strip(),
        cells.length == OF_OURS ? Optional.of(words(cells[7]).get(0)) : Optional.empty());
  }

  private static Set<Service> services(String cell) {
    return switch (cell) {
      case "all" -> EnumSet.allOf(Service.class);
      case "databases" ->
          Arrays.stream(Service.values())
              .filter(service -> service.database().isPresent())
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
      case "Prometheus" -> Set.of();
      default -> {
        List<Service> named = new ArrayList<>();
        for (String id : cell.split(", ")) {
          named.add(Service.find(id).orElseThrow(() -> new IllegalStateException(id)));
        }
        yield EnumSet.copyOf(named);
      }
    };
  }

  private static List<String> words(String cell) {
    return WORD.matcher(cell).results().map((MatchResult hit) -> hit.group(1)).toList();
  }
}
