package dev.ramal.sandbox.images;

import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Java of an image: linked from the JDK that runs this program, so that an archive of classes
 * which is made here is taken there. It needs no Java of the image that it is laid upon.
 *
 * @param folder what becomes {@code /opt/java}
 * @param libraries of this machine that it loads
 * @param leftOut its own libraries that nothing here could load, and that are not in it
 */
public record JavaRuntime(Path folder, Set<Path> libraries, List<String> leftOut) {
  /** All of Java SE, and what servers use beside it: no service is to miss a module at night. */
  static final List<String> MODULES =
      List.of(
          "java.se",
          "jdk.charsets",
          "jdk.crypto.cryptoki",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.localedata",
          "jdk.management",
          "jdk.management.agent",
          "jdk.management.jfr",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.security.auth",
          "jdk.security.jgss",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Of screens and loudspeakers. */
  private static final Set<String> OF_DESKTOPS =
      Set.of("libawt_xawt.so", "libjawt.so", "libjsound.so", "libsplashscreen.so");

  /**
   * @param jdk whose modules are linked
   * @param folder what was there before is gone
   */
  public static JavaRuntime link(Path jdk, Path folder) {
    if (!Files.isRegularFile(jdk.resolve("jmods/java.base.jmod"))) {
      throw new SandboxFailure(
          "Images need a JDK with its modules to be linked, and "
              + jdk
              + " has no folder jmods; set JAVA_HOME to one that has.");
    }
    FileTree.delete(folder);
    ExternalTool.run(
        List.of(
            jdk.resolve("bin/jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()));
    takeCertificates(jdk, folder);
    JavaRuntime runtime = withLibraries(folder);
    FileTree.ageAll(folder);
    // Java's own classes: an archive of a program's lies upon this one.
    ExternalTool.run(List.of(runtime.java().toString(), "-Xshare:dump"));
    FileTree.ageAll(folder);
    return runtime;
  }

  public Path java() {
    return folder.resolve("bin/java");
  }

  /** Distributions keep the authorities that they trust apart from Java. */
  private static void takeCertificates(Path jdk, Path folder) {
    Path certificates = jdk.resolve("lib/security/cacerts");
    if (Files.isRegularFile(certificates)) {
      try {
        Path target = folder.resolve("lib/security/cacerts");
        Files.createDirectories(target.getParent());
        Files.copy(certificates.toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new SandboxFailure("Cannot read " + certificates + ": " + e.getMessage(), e);
      }
    }
  }

  private static JavaRuntime withLibraries(Path folder) {
    List<Path> files = FileTree.all(folder).stream().filter(Files::isRegularFile).toList();
    Set<String> own = new TreeSet<>();
    files.forEach(file -> own.add(file.getFileName().toString()));
    Set<Path> libraries = new TreeSet<>();
    List<String> leftOut = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (OF_DESKTOPS.contains(name)) {
        leaveOut(file, leftOut);
      } else if (name.endsWith(".so") || isProgram(file, folder)) {
        SharedLibraries needed = SharedLibraries.of(file);
        if (own.containsAll(needed.missing())) {
          needed.found().stream()
              .filter(found -> !found.startsWith(folder))
              .forEach(libraries::add);
        } else {
          leaveOut(file, leftOut);
        }
      }
    }
    return new JavaRuntime(folder, SharedLibraries.withLookups(libraries), leftOut);
  }

  private static boolean isProgram(Path file, Path folder) {
    return file.equals(folder.resolve("bin/java"))
        || file.equals(folder.resolve("lib/jspawnhelper"));
  }

  private static void leaveOut(Path file, List<String> leftOut) {
    try {
      Files.delete(file);
      leftOut.add(file.getFileName().toString());
    } catch (IOException e) {
      throw new SandboxFailure("Cannot remove " + file + ": " + e.getMessage(), e);
    }
  }
}
