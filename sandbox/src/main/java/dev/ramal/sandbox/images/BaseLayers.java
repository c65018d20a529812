package dev.ramal.sandbox.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What lies below Java where no other image does: the libraries of this machine that Java loads,
 * {@code bash}, which compose asks for the health of a service, and who is who.
 */
final class BaseLayers {
  /** Whoever runs a service; compose, Kubernetes and the files of a volume name the number. */
  static final int USER = 1001;

  private static final Map<String, String> FILES =
      Map.of(
          "etc/passwd",
              """
              root:x:0:0:root:/:/bin/bash
              ramal:x:1001:1001:ramal:/app:/bin/bash
              """,
          "etc/group",
              """
              root:x:0:
              ramal:x:1001:
              """,
          // Without it older libraries ask a name server first, even for localhost.
          "etc/nsswitch.conf",
              """
              passwd: files
              group: files
              hosts: files dns
              """);

  private BaseLayers() {}

  /**
   * @param folder for files that are written here; what was there before is gone
   */
  static FileEntriesLayer of(JavaRuntime runtime, Path folder) {
    Path bash = bash();
    Set<Path> libraries = new TreeSet<>(runtime.libraries());
    libraries.addAll(SharedLibraries.of(bash).found());
    Map<String, Path> files = new LinkedHashMap<>();
    libraries.forEach(library -> files.put(library.toString(), real(library)));
    files.put("/bin/bash", bash);
    written(folder).forEach(files::put);
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("machine");
    files.forEach(
        (place, file) ->
            layer.addEntry(file, AbsoluteUnixPath.get(place), permissions(place, file)));
    // Read-only roots have a volume there; others write into it, whoever they are.
    layer.addEntry(
        folder.resolve("tmp"),
        AbsoluteUnixPath.get("/tmp"),
        FilePermissions.fromOctalString("777"));
    return layer.build();
  }

  private static FilePermissions permissions(String place, Path file) {
    boolean program = Files.isExecutable(file) || place.contains("/ld-");
    return FilePermissions.fromOctalString(program ? "755" : "644");
  }

  private static Map<String, Path> written(Path folder) {
    FileTree.delete(folder);
    Map<String, Path> written = new LinkedHashMap<>();
    try {
      Files.createDirectories(folder.resolve("etc"));
      Files.createDirectories(folder.resolve("tmp"));
      for (String name : new TreeSet<>(FILES.keySet())) {
        written.put("/" + name, Files.writeString(folder.resolve(name), FILES.get(name)));
      }
      return written;
    } catch (IOException e) {
      throw new SandboxFailure("Cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Path bash() {
    return Stream.of(Path.of("/bin/bash"), Path.of("/usr/bin/bash"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(BaseLayers::real)
        .orElseThrow(() -> new SandboxFailure("There is no bash on this machine."));
  }

  /** Libraries are links to the file of a version. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new SandboxFailure("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
