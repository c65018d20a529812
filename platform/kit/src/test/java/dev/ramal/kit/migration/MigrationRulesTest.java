package dev.ramal.kit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the migrations of every service; why: docs/field-notes.md. */
class MigrationRulesTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../..").normalize();

  private static final Pattern WRAPPED =
      Pattern.compile("\\(\\s*select\\s+current_setting", Pattern.CASE_INSENSITIVE);

  private static final Pattern TABLE =
      Pattern.compile("create table (?:if not exists )?(\\w+)\\s*\\((.*?)\\n\\)", Pattern.DOTALL);

  private static final Pattern INDEX =
      Pattern.compile("create (?:unique )?index (\\w+)\\s+on (\\w+)[^(]*\\(([^)]*)\\)");

  private static final Pattern NUMERIC = Pattern.compile("(?m)^\\s*(\\w+)\\s+numeric");

  @Test
  void shouldLeaveTheSettingOfTheTenantBare() {
    // Then
    assertThat(migrations())
        .isNotEmpty()
        .noneSatisfy((file, sql) -> assertThat(sql).containsPattern(WRAPPED));
  }

  @Test
  void shouldProtectEachTable() {
    // Given
    String all = String.join("\n", migrations().values());
    List<String> open = new ArrayList<>();

    // When
    for (Matcher table = TABLE.matcher(all); table.find(); ) {
      String name = renamed(table.group(1), all);
      if (table.group(2).contains("tenant")
          && !all.contains("kit_protect('" + name)
          && !all.contains("alter table " + name + " force row level security")) {
        open.add(name);
      }
    }

    // Then
    assertThat(open).isEmpty();
  }

  @Test
  void shouldIndexNoNumericColumn() {
    // Given
    String all = String.join("\n", migrations().values());
    Map<String, List<String>> numeric = new TreeMap<>();
    for (Matcher table = TABLE.matcher(all); table.find(); ) {
      Matcher column = NUMERIC.matcher(table.group(2));
      while (column.find()) {
        numeric.computeIfAbsent(table.group(1), name -> new ArrayList<>()).add(column.group(1));
      }
    }
    List<String> found = new ArrayList<>();

    // When
    for (Matcher index = INDEX.matcher(all); index.find(); ) {
      List<String> columns = List.of(index.group(3).split("[ ,]+"));
      numeric.getOrDefault(index.group(2), List.of()).stream()
          .filter(columns::contains)
          .forEach(column -> found.add(index.group(1) + " on " + column));
    }

    // Then
    assertThat(found).isEmpty();
  }

  private static String renamed(String table, String all) {
    Matcher rename = Pattern.compile("alter table " + table + " rename to (\\w+)").matcher(all);
    return rename.find() ? rename.group(1) : table;
  }

  private static Map<String, String> migrations() {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files =
        Files.find(
            ROOT,
            10,
            (path, attributes) ->
                path.toString().endsWith(".sql")
                    && path.toString().contains("/src/main/resources/db/"))) {
      files.forEach(path -> found.put(path.toString(), read(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
