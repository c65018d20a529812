package dev.ramal.events;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/words.md against the code. */
class WordsPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern ROW =
      Pattern.compile("^\\| ([^|]+) \\| [^|]+ \\| (`[^|]+`) \\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  @Test
  void shouldNameOnlyRoomsAndClassesThatExist() throws IOException {
    // Given
    Set<String> existing = roomsAndClasses();

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
    assertThat(words).doesNotHaveDuplicates().isSorted();
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("docs/words.md"))).results().toList();
  }

  private static Set<String> roomsAndClasses() throws IOException {
    Set<String> names = new TreeSet<>();
    for (MatchResult module :
        MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results().toList()) {
      Path sources = ROOT.resolve(module.group(1)).resolve("src/main/java/dev/ramal");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files.map(file -> name(sources.relativize(file))).forEach(names::add);
        }
      }
    }
    return names;
  }

  private static String name(Path file) {
    return file.toString().replaceFirst("\\.java$", "").replace('\\', '/').replace('/', '.');
  }
}
