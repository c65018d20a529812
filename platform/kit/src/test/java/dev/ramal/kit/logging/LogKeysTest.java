package dev.ramal.kit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dictionary of log keys is a table in the kit's README; this holds all modules to it. */
class LogKeysTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern MESSAGE = Pattern.compile("\\bLOG\\.\\w+\\([^;]*;");
  private static final Pattern KEY = Pattern.compile("\\b(\\w+)=%");
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)=` \\|", Pattern.MULTILINE);

  @Test
  void shouldUseNoKeyThatIsNotInTheDictionary() throws IOException {
    // Given
    Set<String> known = dictionary();

    // When
    Set<String> used = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(ROOT, 14)) {
      sources
          .filter(path -> path.toString().contains("/src/main/java/dev/ramal/"))
          .filter(path -> path.toString().endsWith(".java"))
          .forEach(path -> keysOf(path, used));
    }

    // Then
    assertThat(used).isNotEmpty().isSubsetOf(known);
  }

  private static Set<String> dictionary() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("platform/kit/README.md")))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void keysOf(Path source, Set<String> used) {
    try {
      Matcher message = MESSAGE.matcher(Files.readString(source));
      while (message.find()) {
        KEY.matcher(message.group()).results().forEach(key -> used.add(key.group(1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
