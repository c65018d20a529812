package dev.ramal.bench.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.servers.processes.JavaCommand;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class BrokenOffTest {
  @TempDir Path root;

  @Test
  void shouldLeaveNoPostgresBehindWhenARunIsBrokenOff() throws Exception {
    // Given
    Process run =
        new ProcessBuilder(
                JavaCommand.of(
                    Run.class.getName(),
                    root,
                    List.of("-Xmx64m", "-Dramal.root=" + root),
                    List.of()))
            .redirectError(root.resolve("errors").toFile())
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
    int port =
        out.lines()
            .filter(line -> line.startsWith(Run.PORT))
            .map(line -> line.substring(Run.PORT.length()))
            .mapToInt(Integer::parseInt)
            .findFirst()
            .orElseThrow();

    // When
    run.destroy();

    // Then
    assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> new Socket("localhost", port).close())
        .isInstanceOf(ConnectException.class);
  }

  /** Says where Postgres listens, and measures for ever. */
  static final class Run {
    static final String PORT = "port ";

    private Run() {}

    public static void main(String[] args) throws Exception {
      System.out.println(PORT + new BenchServers().postgres().port());
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
