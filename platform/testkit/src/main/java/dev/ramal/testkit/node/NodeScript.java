package dev.ramal.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A script and the libraries that it is run with, whose versions a {@code package-lock.json} beside
 * it pins; for a test that says so loudly where Node or the registry cannot be had.
 */
public final class NodeScript {
  /** Installed once; the registry is asked only then. */
  private static final String INSTALLED =
      "node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' && { test -d"
          + " node_modules || npm ci --no-audit --no-fund --ignore-scripts --fetch-retries=0; }";

  private final Path source;
  private final Path folder;
  private final String script;

  private NodeScript(Path source, String script) {
    this.source = source;
    this.folder = Path.of("target").resolve(source.getFileName());
    this.script = script;
  }

  /**
   * @param source the folder of the script, below the module's own
   */
  public static NodeScript of(String source, String script) {
    return new NodeScript(Path.of(source), script);
  }

  /**
   * Whether it can be run here.
   *
   * @param skipped what nobody has seen when it cannot, printed then
   */
  public boolean isPossible(String skipped) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json", script)) {
      Files.copy(source.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Process asked =
        new ProcessBuilder("bash", "-c", INSTALLED)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean possible = asked.waitFor(60, TimeUnit.SECONDS) && asked.exitValue() == 0;
    asked.destroy();
    if (!possible) {
      System.err.println("SKIPPED: no Node 20, or no npm registry, so " + skipped);
    }
    return possible;
  }

  /** What the script prints when it is run with these. */
  public JsonNode run(String... arguments) throws IOException, InterruptedException {
    Process running =
        new ProcessBuilder(Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode printed = new ObjectMapper().readTree(running.getInputStream());
    assertThat(running.waitFor()).isZero();
    return printed;
  }
}
