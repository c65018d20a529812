package dev.ramal.events;

import static java.lang.String.CASE_INSENSITIVE_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/words.md against the code. */
class WordsPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern ROW =
      Pattern.compile("^\\| ([^|]+) \\| [^|]+ \\| (`[^|]+`) \\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @Test
  void shouldNameOnlyRoomsAndClassesThatExist() throws IOException {
    // Given
    Set<String> existing = Sources.roomsAndClasses(ROOT);

    // When
    Set<String> named =
        rows().stream()
            .flatMap(row -> NAME.matcher(row.group(2)).results())
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(named).isNotEmpty().isSubsetOf(existing);
  }

  @Test
  void shouldExplainEachWordOnceInOrder() throws IOException {
    // When
    List<String> words = rows().stream().map(row -> row.group(1)).toList();

    // Then
    assertThat(words).doesNotHaveDuplicates().isSortedAccordingTo(CASE_INSENSITIVE_ORDER);
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("docs/words.md"))).results().toList();
  }
}
