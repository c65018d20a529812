package dev.ramal.servers.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path folder;

  @Test
  void shouldAskForNothingThatIsNotThere() {
    assertThat(ClassArchive.options(folder.resolve("quarkus-run.jar"))).isEmpty();
  }

  @Test
  void shouldStartWithAnArchiveThatNobodyCanUse() throws IOException, InterruptedException {
    // Given
    Files.writeString(folder.resolve("app-cds.jsa"), "of another Java");
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(ClassArchive.options(folder.resolve("quarkus-run.jar")));
    command.add("-version");

    // When
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes());

    // Then
    assertThat(java.waitFor()).as(said).isZero();
    assertThat(command).hasSize(5);
  }
}
