package dev.ramal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds a module's TEST_PLAN.md against its tests: every scenario of the plan, a table row that
 * begins with its number as in {@code | CALL-01 |}, is named by a test, as in
 * {@code @DisplayName("CALL-01 …")}, and the other way round. No two scenarios share a number.
 */
public final class TestPlan {
  private TestPlan() {}

  /**
   * Checks the module in the working directory.
   *
   * @param prefix of the numbers, as in {@code CALL}
   */
  public static void check(String prefix) {
    List<String> planned =
        numbers(read(Path.of("TEST_PLAN.md")), "(?m)^\\|\\s*(" + prefix + "-[0-9]+)\\s*\\|");
    TreeSet<String> tested = new TreeSet<>();
    for (Path source : sources(Path.of("src/test/java"))) {
      tested.addAll(numbers(read(source), "\"(" + prefix + "-[0-9]+)\\b"));
    }
    assertThat(planned).as("scenarios of TEST_PLAN.md").isNotEmpty();
    assertThat(planned).as("each scenario has a number of its own").doesNotHaveDuplicates();
    assertThat(tested).as("scenarios that tests name").isEqualTo(new TreeSet<>(planned));
  }

  private static List<String> numbers(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Iterable<Path> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
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
