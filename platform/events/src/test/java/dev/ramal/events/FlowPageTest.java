package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/flow.md and docs/how-to against the code. */
class FlowPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern STEP =
      Pattern.compile("(?ms)^(\\d+)\\. \\*\\*.*?(?=^\\d+\\. |^A message)");
  private static final Pattern NAME =
      Pattern.compile(
          "`((?:calls|gateway|messaging|crm|billing|kit|events|carriers|numbering|sandbox|testkit)\\.[a-z.]*[A-Z]\\w*)`");

  @Test
  void shouldNameARoomAndAClassForEachStep() throws IOException {
    // Given
    String page = Files.readString(ROOT.resolve("docs/flow.md"));

    // When
    List<MatchResult> steps = STEP.matcher(page).results().toList();

    // Then
    assertThat(steps).hasSizeGreaterThanOrEqualTo(9);
    assertThat(steps)
        .allSatisfy(
            step ->
                assertThat(NAME.matcher(step.group()).results().toList())
                    .as("step " + step.group(1))
                    .hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void shouldNameOnlyClassesThatExist() throws IOException {
    // Given
    Set<String> existing = Sources.roomsAndClasses(ROOT);

    // When
    List<String> named = NAME.matcher(pages()).results().map(name -> name.group(1)).toList();

    // Then
    assertThat(named).isNotEmpty().isSubsetOf(existing);
  }

  private static String pages() throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(ROOT.resolve("docs/flow.md")));
    try (var pages = Files.list(ROOT.resolve("docs/how-to"))) {
      for (Path page : pages.sorted().toList()) {
        all.append(Files.readString(page));
      }
    }
    return all.toString();
  }
}
