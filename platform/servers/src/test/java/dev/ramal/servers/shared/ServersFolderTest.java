package dev.ramal.servers.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No two processes that live have the same servers. */
class ServersFolderTest {
  @TempDir Path state;

  private Process other;

  @AfterEach
  void stop() {
    if (other != null) {
      other.destroyForcibly();
    }
  }

  @Test
  void shouldGiveServersOfAnotherToNobodyUntilItHasEnded() throws Exception {
    // Given
    long self = ProcessHandle.current().pid();
    other = new ProcessBuilder("sleep", "60").start();
    Path theirs = folders().of(other.pid());

    // When
    Path ours = folders().of(self);
    other.destroyForcibly().waitFor();

    // Then
    assertThat(theirs).isEqualTo(state.resolve("test"));
    assertThat(ours).isEqualTo(state.resolve("test-2"));
    assertThat(folders().of(self)).as("asked again, by another class loader").isEqualTo(ours);
    other = new ProcessBuilder("sleep", "60").start();
    assertThat(folders().of(other.pid())).as("of whoever has ended").isEqualTo(theirs);
  }

  @Test
  void shouldTakeServersWhoseUserCannotBeRead() throws IOException {
    // Given
    Files.createDirectories(state.resolve("test"));
    Files.writeString(state.resolve("test/user.pid"), "half a numb");

    // When
    Path ours = folders().of(ProcessHandle.current().pid());

    // Then
    assertThat(ours).isEqualTo(state.resolve("test"));
  }

  private ServersFolder folders() {
    return new ServersFolder(state);
  }
}
