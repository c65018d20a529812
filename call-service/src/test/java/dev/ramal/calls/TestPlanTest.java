package dev.ramal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.TestPlan;
import java.io.IOException;
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
  void shouldNameEveryScenarioOfThePlanInATestAndTheOtherWayRound() {
    TestPlan.check("CALL");
  }

  @Test
  void shouldNameAScenarioInTheWordsOfThePlan() throws IOException {
    // Given
    Set<String> planned =
        found("(?m)^\\| (CALL-\\d+) \\| (.*?) \\|", Files.readString(Path.of("TEST_PLAN.md")));

    // When
    Set<String> tested = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        tested.addAll(found("\"(CALL-\\d+) ([^\"]*)\"", Files.readString(source)));
      }
    }

    // Then
    assertThat(tested).isEqualTo(planned);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
