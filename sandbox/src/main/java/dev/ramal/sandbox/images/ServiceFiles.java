package dev.ramal.sandbox.images;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A packaged service as it will lie in its image, in a folder of its own: with the names and times
 * that the archive of its classes is made for.
 *
 * @param folder what becomes {@code /app}
 */
public record ServiceFiles(Service service, Path folder) {
  /** What Maven packaged, from what changes seldom to what changes always: each is a layer. */
  static final List<String> PARTS = List.of("lib", "quarkus", "app", "quarkus-run.jar");

  private static final String ARCHIVE = "app-cds.jsa";

  /**
   * @param folder what was there before is gone
   * @throws SandboxFailure when the service is not packaged
   */
  public static ServiceFiles of(Service service, Path folder) {
    return of(service, service.jar().getParent(), folder);
  }

  static ServiceFiles of(Service service, Path packaged, Path folder) {
    FileTree.delete(folder);
    try {
      Files.createDirectories(folder);
      for (String part : PARTS) {
        Path source = packaged.resolve(part);
        if (Files.isDirectory(source)) {
          FileTree.copy(source, folder.resolve(part));
        } else {
          Files.copy(source, folder.resolve(part));
          FileTree.age(folder.resolve(part));
        }
      }
    } catch (IOException e) {
      throw new SandboxFailure(
          service.id() + " is not packaged whole: " + e + "; ./ramal build packages it.", e);
    }
    return new ServiceFiles(service, folder);
  }

  /** Where the archive of classes is left by a rehearsal. */
  Path archiveFile() {
    return folder.resolve(ARCHIVE);
  }

  /** Empty before a rehearsal. */
  Optional<Path> archive() {
    return Optional.of(archiveFile()).filter(Files::isRegularFile);
  }

  /**
   * The command line of the service, here and in its image: the jar is named without its folder, as
   * an archive holds for the name that it was made with.
   */
  static List<String> command(String java, List<String> options) {
    List<String> words = new ArrayList<>(List.of(java));
    words.addAll(options);
    // Else it is that of the machine's language, and an image has none.
    words.addAll(List.of("-Dfile.encoding=UTF-8", "-jar", "quarkus-run.jar"));
    return words;
  }
}
