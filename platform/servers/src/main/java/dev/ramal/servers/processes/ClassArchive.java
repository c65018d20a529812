package dev.ramal.servers.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of a packaged service as they lie in memory once they are loaded and checked
 * (application class data sharing): with it a start skips that part. {@code ./ramal build} makes it
 * beside the jar; a start without it, or with one of another build or another Java, only takes
 * longer.
 */
public final class ClassArchive {
  private ClassArchive() {}

  /**
   * @param jar that is started
   * @return options for the JVM; empty when there is no archive
   */
  public static List<String> options(Path jar) {
    Path archive = jar.resolveSibling("app-cds.jsa");
    return Files.isRegularFile(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds*=off")
        : List.of();
  }
}
