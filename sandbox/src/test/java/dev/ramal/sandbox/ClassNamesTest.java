package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who opens a class by its name finds one: no simple name twice in what runs in production. */
class ClassNamesTest {
  /** Stand-ins are named after what they stand in for. */
  private static final String SIMULATORS = "simulators";

  /** Name → why it is needed twice. */
  private static final Map<String, String> NEEDED_TWICE = Map.of();

  @Test
  void shouldNotNameTwoClassesAlike() throws IOException {
    // When
    Map<String, List<String>> twice = new TreeMap<>(sources());
    twice.values().removeIf(modules -> modules.size() == 1);

    // Then
    assertThat(twice.keySet()).isEqualTo(NEEDED_TWICE.keySet());
  }

  private static Map<String, List<String>> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Workspace.root())) {
      return files
          .map(Workspace.root()::relativize)
          .filter(file -> file.toString().contains("src/main/java/"))
          .filter(file -> !file.startsWith(SIMULATORS))
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .collect(
              Collectors.groupingBy(
                  file -> file.getFileName().toString().replace(".java", ""),
                  Collectors.mapping(Path::toString, Collectors.toList())));
    }
  }
}
