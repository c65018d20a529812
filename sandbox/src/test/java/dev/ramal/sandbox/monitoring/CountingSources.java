package dev.ramal.sandbox.monitoring;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What services and platform count, as their sources say it. */
final class CountingSources {
  private static final Pattern MADE =
      Pattern.compile("\\b(Counter|Gauge|Timer)\\s*\\.builder\\(\\s*(\"[^\"]+\"|[A-Z_]+\\b)?");

  /** With underscores only metrics are spelled so. */
  private static final Pattern CONSTANT =
      Pattern.compile("String (\\w+) =\\s+\"(ramal_[a-z_]+)\";");

  private static final Pattern LITERAL = Pattern.compile("\"(ramal[._][a-z._]+)\"");
  private static final Pattern WIRE =
      Pattern.compile("(?m)^ +([A-Z][A-Z_]+)(?:\\(\"([a-z-]+)\"|\\(|[,;]|$)");

  private final Map<String, String> byClass = new TreeMap<>();

  private CountingSources() {}

  static CountingSources read() {
    CountingSources sources = new CountingSources();
    for (Path folder : modules()) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          sources.byClass.merge(
              name.substring(0, name.length() - 5), Files.readString(file), String::concat);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  /** As Prometheus names them. */
  Set<String> metrics() {
    Set<String> names = new TreeSet<>();
    for (String text : byClass.values()) {
      Map<String, String> constants = new TreeMap<>();
      CONSTANT.matcher(text).results().forEach(hit -> constants.put(hit.group(1), hit.group(2)));
      constants.values().forEach(counted -> names.add(counted + "_total"));
      for (MatchResult made : MADE.matcher(text).results().toList()) {
        String given = made.group(2);
        if (given == null || constants.containsKey(given)) {
          continue;
        }
        String name = given.replace("\"", "").replace('.', '_');
        names.add(
            switch (made.group(1)) {
              case "Counter" -> name + "_total";
              case "Timer" -> name + "_seconds";
              default -> name;
            });
      }
    }
    return names;
  }

  /** Whether a class spells a metric, with dots or without, with Prometheus' ending or without. */
  boolean counts(String name, String metric) {
    return LITERAL
        .matcher(byClass.getOrDefault(name, ""))
        .results()
        .map(hit -> hit.group(1).replace('.', '_'))
        .anyMatch(spelled -> metric.matches(spelled + "(_total|_seconds)?"));
  }

  /**
   * The words of an enum's constants.
   *
   * @param constants its name, with that of the class around it
   */
  Set<String> words(String constants) {
    String[] names = constants.split("\\.");
    String text = byClass.getOrDefault(names[0], "").replaceAll("(?s)/\\*.*?\\*/", "");
    Matcher begin =
        Pattern.compile("(?s)enum " + names[names.length - 1] + " \\{(.*?)(;|\n *})").matcher(text);
    if (!begin.find()) {
      throw new IllegalStateException("no enum " + constants);
    }
    return WIRE.matcher(begin.group(1) + ",")
        .results()
        .map(hit -> word(hit.group(2) == null ? hit.group(1) : hit.group(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** However it is written: some labels have hyphens, some underscores. */
  static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Set<Path> modules() {
    try (Stream<Path> root = Files.list(Workspace.root());
        Stream<Path> platform = Files.list(Workspace.root().resolve("platform"))) {
      return Stream.concat(
              platform, root.filter(path -> path.toString().matches(".*(-service|-gateway)")))
          .map(path -> path.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
