package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ramal.sandbox.RamalScript.Run;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** As text of the code has it; a word in a sentence is followed by a space. */
  private static final Pattern SETTING = Pattern.compile("\"(RAMAL_[A-Z_]+)\"");

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
  void shouldTellAllCommandsAndSettingsToWhoeverAsks() throws Exception {
    // Given
    Files.delete(home().resolve("bin/java"));

    // When
    Run help = run("--help");
    Run ofOne = run("bench", "--help");
    Run ofChaos = run("chaos", "--help");

    // Then
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help).isEqualTo(run("help")).isEqualTo(run("-h"));
    assertThat(help.out().lines().map(String::strip))
        .as("every command, first on its line")
        .map(line -> line.split(" ")[0])
        .contains("demo", "up", "status", "logs", "down", "chaos", "bench", "images")
        .contains("build", "test", "help")
        .containsAll(settings());
    assertThat(ofOne.code()).isZero();
    assertThat(ofOne.out()).startsWith("./ramal bench [name]");
    assertThat(ofChaos.out().lines())
        .anyMatch(line -> line.startsWith("./ramal chaos upgrade "))
        .anyMatch(line -> line.startsWith("./ramal chaos restore "));
  }

  @Test
  void shouldNameACommandThatThereIsNot() throws Exception {
    // When
    Run misspelt = run("stat");

    // Then
    assertThat(misspelt.code()).isEqualTo(2);
    assertThat(misspelt.err())
        .isEqualTo("ramal: there is no command \"stat\"; ./ramal help tells which there are.\n");
  }

  @Test
  void shouldShowWhichModuleIsBeingBuiltAndNothingElse() throws Exception {
    // Given
    maven(
        "echo '[INFO] Building Ramal · platform/events 0.1.0-SNAPSHOT                   [1/2]'\n"
            + "printf '\\033[0mfull of escapes\\033[0m\\n'\n"
            + "echo '[INFO] Building jar: /somewhere/else.jar'\n"
            + "echo '[INFO] Building Ramal · sandbox 0.1.0-SNAPSHOT                [2/2]'\n"
            + "mkdir -p sandbox/target && touch sandbox/target/sandbox.jar\n");

    // When
    Run build = run("build");

    // Then
    assertThat(build.code()).as(build.err()).isZero();
    assertThat(build.out()).isEmpty();
    assertThat(build.err())
        .matches(
            "(?s)building .*… *\\n *\\d+ s  1/2  Ramal · platform/events\\n"
                + " *\\d+ s  2/2  Ramal · sandbox\\n *\\d+ s +what the first start needs: .*\\n"
                + "built in \\d+ s\\n");
  }

  @Test
  void shouldSayWhyABuildFailed() throws Exception {
    // Given
    maven("echo '[ERROR] Foo.java:[3,1] cannot find symbol'\nexit 1\n");

    // When
    Run build = run("build");

    // Then
    assertThat(build.code()).isEqualTo(1);
    assertThat(build.err()).contains("Foo.java:[3,1] cannot find symbol", ".ramal/build.log");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "HUP, 129"})
  void shouldAnswerASignalDuringABuildAtOnceAndEndWhatWasStarted(String signal, int code)
      throws Exception {
    // Given: whoever runs the tests under nohup lets nobody hear of a closed terminal
    assumeFalse(signal.equals("HUP") && hangupsAreIgnored());
    maven("sh -c 'echo $$ >child; exec sleep 300' &\nwait\n");
    Path child = checkout.resolve("child");
    Process build = script().start("build");
    Awaitility.await().until(() -> Files.exists(child) && !Files.readString(child).isBlank());

    // When
    new ProcessBuilder("kill", "-" + signal, "" + build.pid()).start().waitFor();

    // Then
    assertThat(build.waitFor(5, TimeUnit.SECONDS)).isTrue();
    Run ended = script().ended(build);
    assertThat(ended.code()).as("130 for Ctrl-C itself").isEqualTo(code);
    assertThat(ended.err()).contains("ramal: stopping the build;").doesNotContain("failed");
    long pid = Long.parseLong(Files.readString(child).strip());
    Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
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
    return script().run(arguments);
  }

  private RamalScript script() {
    String path = home().resolve("bin") + ":" + System.getenv("PATH");
    Map<String, String> environment = Map.of("JAVA_HOME", home().toString(), "PATH", path);
    return new RamalScript(checkout.resolve("ramal"), environment, checkout);
  }

  /** What the code of sandbox, benchmarks and servers reads of the environment, for people. */
  private static Set<String> settings() throws IOException {
    Set<String> settings = new TreeSet<>(Set.of("JAVA_HOME"));
    for (String folder :
        List.of("sandbox/src/main", "bench/src/main", "platform/servers/src/main")) {
      try (Stream<Path> files = Files.walk(Workspace.root().resolve(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          SETTING
              .matcher(Files.readString(file))
              .results()
              .forEach(hit -> settings.add(hit.group(1)));
        }
      }
    }
    settings.removeIf(name -> name.matches("RAMAL_(BENCH|PASSWORD|SECRET|DATABASE|PUBLIC)_.*"));
    return settings;
  }

  /** As Linux tells it, in bits; elsewhere nobody knows. */
  private static boolean hangupsAreIgnored() throws IOException {
    Path told = Path.of("/proc/self/status");
    return Files.exists(told)
        && Files.readAllLines(told).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> Character.digit(line.charAt(line.length() - 1), 16) % 2 == 1);
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
    program("java", script);
  }

  /** With a compiler beside it, as a build wants. */
  private void maven(String script) throws IOException {
    program("javac", "#!/bin/sh\n");
    program("mvn", "#!/bin/sh\n" + script);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(home().resolve("bin")).resolve(name);
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
