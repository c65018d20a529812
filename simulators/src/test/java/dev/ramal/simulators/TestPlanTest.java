package dev.ramal.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestPlanTest {
  @Test
  void shouldNameEachScenarioInPlanAndTests() throws IOException {
    // Given
    List<String> planned = numbers(Path.of("TEST_PLAN.md"), "(?m)^\\| (SIM-[0-9]+) \\|");

    // When
    Set<String> tested = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> tested.addAll(numbers(file, "\"(SIM-[0-9]+) ")));
    }

    // Then
    assertThat(planned).as("each scenario has a number of its own").doesNotHaveDuplicates();
    assertThat(tested).isNotEmpty().isEqualTo(new TreeSet<>(planned));
  }

  private static List<String> numbers(Path file, String pattern) {
    try {
      return Pattern.compile(pattern)
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
