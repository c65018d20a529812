package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ./ramal test quick} leaves out. */
class QuickRunTest {
  private static final String TESTS = "/src/test/java/";
  private static final Pattern SERVERS =
      Pattern.compile("SharedServers\\.get|new Embedded\\w+\\(|Postgres\\.database\\(");

  /** They are found by their tag; one without it that starts servers takes a minute. */
  @Test
  void shouldLeaveOutWhateverAsksForServers() throws IOException {
    // Given
    Process script =
        new ProcessBuilder(
                "bash",
                "-c",
                "eval \"$(sed -n '/^tests_with_servers()/,/^}/p' ramal)\"; tests_with_servers")
            .directory(Workspace.root().toFile())
            .start();

    // When
    List<String> leftOut =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

    // Then
    assertThat(leftOut).hasSizeGreaterThan(100);
    assertThat(testsThatAskForServers()).isNotEmpty().isSubsetOf(leftOut);
  }

  private static List<String> testsThatAskForServers() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Workspace.root(), 14)) {
      for (Path file : files.filter(QuickRunTest::isTest).toList()) {
        if (SERVERS.matcher(Files.readString(file)).find()) {
          found.add(file.toString().substring(file.toString().indexOf(TESTS) + TESTS.length()));
        }
      }
    }
    return found;
  }

  private static boolean isTest(Path file) {
    return file.toString().contains(TESTS) && file.toString().endsWith("Test.java");
  }
}
