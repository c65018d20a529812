package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.RamalScript.Run;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a checkout where nothing was ever built, with a {@code java} made for the test. */
class RamalScriptTest {
  private static final String JAVA_17 =
      """
      #!/bin/sh
      case "$*" in
        *-XshowSettings*) echo '    java.specification.version = 17' >&2 ;;
        *' lives'*) exit %d ;;
        *) echo "java was asked: $*" ;;
      esac
      """;

  @TempDir Path checkout;

  @BeforeEach
  void copyScript() throws IOException {
    Files.copy(Workspace.root().resolve("ramal"), checkout.resolve("ramal"));
    java(JAVA_17.formatted(3));
  }

  @Test
  void shouldAnswerWithoutABuildWhatNeedsNone() throws Exception {
    // When
    Run json = run("status", "--json");
    Run status = run("status");
    Run down = run("down");
    Run nothing = run();

    // Then
    assertThat(json).isEqualTo(new Run(3, "{\"state\":\"stopped\"}\n", ""));
    assertThat(status).isEqualTo(new Run(3, "The sandbox is stopped.\n", ""));
    assertThat(down).isEqualTo(new Run(0, "No sandbox of this checkout was running.\n", ""));
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).startsWith("usage: ./ramal");
  }

  @Test
  void shouldSayThatTheJavaOfJavaHomeDoesNotRun() throws Exception {
    // Given
    java("#!/bin/sh\necho 'Unable to locate a Java Runtime.' >&2\nexit 1\n");

    // When
    Run broken = run("status");

    // Then
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err())
        .isEqualTo("ramal: a JDK 17 or newer is needed; " + home() + "/bin/java does not run.\n");
  }

  @Test
  void shouldSayThatJavaHomeLeadsNowhere() throws Exception {
    // Given
    Files.delete(home().resolve("bin/java"));

    // When
    Run broken = run("status");

    // Then
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).contains("JAVA_HOME leads to none");
  }

  @Test
  void shouldNameTheVersionThatIsTooOld() throws Exception {
    // Given
    java("#!/bin/sh\necho '    java.specification.version = 11' >&2\n");

    // Then
    assertThat(run("status").err()).endsWith("bin/java is version 11.\n");
  }

  @Test
  void shouldNotReplaceFilesThatASandboxRunsFrom() throws Exception {
    // Given
    sandbox();
    java(JAVA_17.formatted(0));

    // When
    Run test = run("test");
    Run build = run("build");
    Run demo = run("demo", "--once");

    // Then
    assertThat(test.code()).isEqualTo(1);
    assertThat(test.err()).contains("a test run would replace; ./ramal down first.");
    assertThat(build.err()).contains("a build would replace; ./ramal down first.");
    assertThat(demo.out()).contains("java was asked:", "demo --once");
    assertThat(demo.err()).contains("./ramal down first to see the change");
  }

  private Run run(String... arguments) throws Exception {
    return new RamalScript(
            checkout.resolve("ramal"), Map.of("JAVA_HOME", home().toString()), checkout)
        .run(arguments);
  }

  private Path home() {
    return checkout.resolve("home");
  }

  /** As if one had been built and started, and a service had not been packaged since. */
  private void sandbox() throws IOException {
    Files.createDirectories(checkout.resolve("sandbox/target"));
    Files.createFile(checkout.resolve("sandbox/target/sandbox.jar"));
    Files.createDirectories(checkout.resolve(".ramal/sandbox"));
    Files.writeString(checkout.resolve(".ramal/sandbox/status.json"), "{}");
  }

  private void java(String script) throws IOException {
    Path java = Files.createDirectories(home().resolve("bin")).resolve("java");
    Files.writeString(java, script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
