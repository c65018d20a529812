package dev.ramal.servers.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a packaged service as they lie in memory once they are loaded and checked
 * (application class data sharing): with it a start skips that part. {@code ./ramal build} makes it
 * beside the jar; a start without it, or with one of another build or another Java, only takes
 * longer.
 */
public final class ClassArchive {
  private static final String NAME = "app-cds.jsa";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private ClassArchive() {}

  /**
   * @param jar that is started
   * @return options for the JVM; empty when there is no archive
   */
  public static List<String> options(Path jar) {
    Path archive = jar.resolveSibling(NAME);
    return Files.isRegularFile(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds*=off")
        : List.of();
  }

  /**
   * Starts the jar as far as it goes before it needs servers ({@code quarkus.appcds.generate}).
   * Java 17 uses an archive only for a jar that is named in the same way, so the one that Quarkus
   * makes for a jar in the working directory will not do.
   */
  public static void make(Path jar) {
    Path fresh = jar.resolveSibling(NAME + ".new");
    List<String> command =
        List.of(
            JavaCommand.java(),
            "-XX:ArchiveClassesAtExit=" + fresh,
            "-XX:+UseSerialGC",
            "-Xlog:cds*=off",
            "-Dquarkus.appcds.generate=true",
            "-jar",
            jar.toString());
    try {
      Process java =
          new ProcessBuilder(command)
              .directory(jar.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!java.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        java.destroyForcibly();
      } else if (Files.isRegularFile(fresh)) {
        Files.move(fresh, jar.resolveSibling(NAME), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new ServerFailure("no class archive could be made for " + jar, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
