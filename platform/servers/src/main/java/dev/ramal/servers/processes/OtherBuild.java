package dev.ramal.servers.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Another version of the product, by a name that git knows: its files below {@code
 * .ramal/bench/builds}, packaged once.
 */
public final class OtherBuild {
  private static final int SHORT = 12;

  private OtherBuild() {}

  /**
   * @param revision a folder with a built checkout, or what git takes for a commit
   * @param say told a line before the minutes that packaging takes
   * @return where its packaged services are
   * @throws ServerFailure when git does not know it, or it cannot be packaged
   */
  public static Path of(String revision, Consumer<String> say) {
    Path folder = Path.of(revision).toAbsolutePath();
    return Files.isDirectory(folder) ? folder : built(revision, say);
  }

  private static Path built(String revision, Consumer<String> say) {
    String commit =
        run(
                Workspace.root(),
                "git",
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                revision + "^{commit}")
            .strip();
    Path folder = Workspace.state("bench").resolve("builds").resolve(commit.substring(0, SHORT));
    Path done = folder.resolve("target/.packaged");
    if (Files.exists(done)) {
      return folder;
    }
    say.accept("packaging %s, some minutes the first time".formatted(revision));
    try {
      Files.createDirectories(folder);
      Path files = folder.resolveSibling(folder.getFileName() + ".tar");
      run(Workspace.root(), "git", "archive", "--format=tar", "-o", files.toString(), commit);
      run(folder, "tar", "-xf", files.toString());
      Files.delete(files);
      run(folder, "mvn", "-B", "-ntp", "-q", "-Dquick", "-Dmaven.test.skip=true", "package");
      Files.createDirectories(done.getParent());
      Files.createFile(done);
    } catch (IOException e) {
      throw new ServerFailure("cannot package " + revision + ": " + e.getMessage(), e);
    }
    return folder;
  }

  /**
   * @return what it wrote
   * @throws ServerFailure with the last of it, when the command fails
   */
  private static String run(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        String last = said.substring(Math.max(0, said.length() - 2_000));
        throw new ServerFailure("%s failed. %s".formatted(String.join(" ", command), last));
      }
      return said;
    } catch (IOException e) {
      throw new ServerFailure(command[0] + " does not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    }
  }
}
