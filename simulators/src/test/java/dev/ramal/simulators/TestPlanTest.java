package dev.ramal.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestPlanTest {
  @Test
  void shouldNameEachScenarioInPlanAndTests() throws IOException {
    // Given
    Set<String> planned = numbers(Path.of("TEST_PLAN.md"), "(?m)^\\| (SIM-[0-9]+) \\|");

    // When
    Set<String> tested = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> tested.addAll(numbers(file, "\"(SIM-[0-9]+) ")));
    }

    // Then
    assertThat(tested).isNotEmpty().isEqualTo(planned);
  }

  private static Set<String> numbers(Path file, String pattern) {
    try {
      return Pattern.compile(pattern)
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
