package dev.ramal.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each table has one door: queries on it stand in one feature. No arrow between classes shows
 * otherwise, so the texts of the module in the working directory are read.
 */
public final class TableRules {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern CREATED =
      Pattern.compile("create table (?:if not exists )?(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENTITY =
      Pattern.compile("@Entity.*?@Table\\(name = \"(\\w+)\".*?class (\\w+)", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern TEXT =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\n])*)\"", Pattern.DOTALL);
  private static final Pattern USE =
      Pattern.compile("\\b(?:from|join|into|update)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

  private final String base;
  private final Set<String> exempt;

  private TableRules(String base, Set<String> exempt) {
    this.base = base;
    this.exempt = exempt;
  }

  /**
   * @param inBase a class of the package that holds the service
   */
  public static TableRules of(Class<?> inBase) {
    return new TableRules(inBase.getPackageName(), Set.of());
  }

  /**
   * A feature with a door of its own.
   *
   * @param reason why another feature's use cases do not do
   */
  public TableRules except(String feature, String reason) {
    assertThat(reason).as("reason for a second door of " + feature).isNotBlank();
    return new TableRules(
        base, Stream.concat(exempt.stream(), Stream.of(feature)).collect(Collectors.toSet()));
  }

  /**
   * @throws AssertionError naming tables with several doors, and who opens them
   */
  public void check() {
    Map<String, Set<String>> doors = new TreeMap<>();
    Map<String, String> tables = tables();
    assertThat(tables).as("tables of the migrations").isNotEmpty();
    for (Path source : files(SOURCES, ".java")) {
      String feature = feature(source);
      queries(source)
          .filter(name -> tables.containsKey(name) && !exempt.contains(feature))
          .forEach(
              name ->
                  doors.computeIfAbsent(tables.get(name), table -> new TreeSet<>()).add(feature));
    }
    assertThat(doors).as("features with queries on a table").allSatisfy(TableRules::hasOneDoor);
  }

  private static void hasOneDoor(String table, Set<String> features) {
    assertThat(features).as(table).hasSize(1);
  }

  /** Name of a table or of its entity → table. */
  private static Map<String, String> tables() {
    Map<String, String> tables = new HashMap<>();
    for (Path script : files(Path.of("src/main/resources"), ".sql")) {
      CREATED.matcher(read(script)).results().forEach(m -> tables.put(m.group(1), m.group(1)));
    }
    for (Path source : files(SOURCES, ".java")) {
      ENTITY.matcher(read(source)).results().forEach(m -> tables.put(m.group(2), m.group(1)));
    }
    return tables;
  }

  private static Stream<String> queries(Path source) {
    String code = COMMENT.matcher(read(source)).replaceAll("");
    StringBuilder texts = new StringBuilder();
    TEXT.matcher(code)
        .results()
        .forEach(
            text ->
                texts.append(text.group(1) == null ? text.group(2) : text.group(1)).append(' '));
    return USE.matcher(texts).results().map(use -> use.group(1));
  }

  /** The first folder below the base; empty for the base itself. */
  private String feature(Path source) {
    Path below = SOURCES.resolve(base.replace('.', '/')).relativize(source);
    return below.getNameCount() > 1 ? below.getName(0).toString() : "";
  }

  private static List<Path> files(Path root, String end) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
