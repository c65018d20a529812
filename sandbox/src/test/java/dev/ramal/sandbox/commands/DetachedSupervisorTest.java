package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own: what is said at the end of a program is said by its hooks. */
class DetachedSupervisorTest {
  @TempDir Path folder;

  /** A supervisor that cannot start anything. */
  static final class Failing {
    public static void main(String[] arguments) {
      SandboxStatus.ended("failed", "Nothing starts.", null).write(SandboxFolder.ofThisCheckout());
    }
  }

  /** Whoever detaches it. */
  static final class Detaching {
    public static void main(String[] arguments) {
      try {
        new DetachedSupervisor(Failing.class, SandboxFolder.ofThisCheckout(), Map.of()).start();
      } catch (SandboxFailure e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void shouldNotSayThatItStopsWhatHasFailed() {
    // Given
    Path said = folder.resolve("said.log");
    List<String> options =
        List.of("-Dramal.root=" + Workspace.root(), "-Dramal.sandbox.folder=" + folder);

    // When
    ChildProcess.start(
            "whoever detaches",
            JavaCommand.of(Detaching.class.getName(), folder, options, List.of()),
            folder,
            Map.of(),
            said)
        .awaitEnd(Duration.ofSeconds(30));

    // Then
    assertThat(said).hasContent("Nothing starts.");
  }
}
