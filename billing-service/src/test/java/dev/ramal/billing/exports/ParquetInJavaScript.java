package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A reader of Parquet in JavaScript, run by Node; says so loudly where it cannot be had. Its
 * version is pinned in {@code src/test/javascript}.
 */
public final class ParquetInJavaScript {
  private static final Path SOURCE = Path.of("src/test/javascript");
  private static final Path FOLDER = Path.of("target/javascript");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "read.mjs");

  /** Installed once; the registry is asked only then. */
  private static final String INSTALLED =
      "node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' && { test -d"
          + " node_modules || npm ci --no-audit --no-fund --ignore-scripts --fetch-retries=0; }";

  private ParquetInJavaScript() {}

  public static boolean isPossible() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String file : FILES) {
      Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Process asked =
        new ProcessBuilder("bash", "-c", INSTALLED)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean possible = asked.waitFor(60, TimeUnit.SECONDS) && asked.exitValue() == 0;
    asked.destroy();
    if (!possible) {
      System.err.println(
          "SKIPPED: no Node 20, or no npm registry, so nobody has read an export's Parquet in"
              + " JavaScript.");
    }
    return possible;
  }

  /** The rows of a file, {@code exact} and as the library reads them by itself ({@code usual}). */
  static JsonNode read(Path file) throws IOException, InterruptedException {
    Process reader =
        new ProcessBuilder("node", "read.mjs", file.toAbsolutePath().toString())
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode rows = new ObjectMapper().readTree(reader.getInputStream());
    assertThat(reader.waitFor()).isZero();
    return rows;
  }
}
