package dev.ramal.sandbox.images;

import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ClassArchive;
import dev.ramal.servers.processes.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a service from the files and with the Java of its image, as one more replica beside those
 * of a sandbox, until it is ready; at its end it leaves the archive of the classes that a start
 * needs. What does not start here makes no image.
 */
public record RehearsedStart(JavaRuntime runtime, SandboxFolder sandbox) {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** The archive is written when the process ends. */
  private static final Duration ENDING = Duration.ofMinutes(3);

  /**
   * @throws SandboxFailure when no archive was left
   */
  public void of(ServiceFiles files) {
    String name = files.service().id();
    int port = FreePort.next();
    Path settings = sandbox.data(name).resolve("config/application.properties");
    List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    options.addAll(ClassArchive.making(files.archiveFile()));
    options.addAll(
        List.of(
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.shutdown.delay=0S",
            "-Dquarkus.shutdown.timeout=2S"));
    ChildProcess process =
        ChildProcess.start(
            name + " of an image",
            ServiceFiles.command(runtime.java().toString(), options),
            files.folder(),
            // Secrets stay where they are: nothing of them comes near the files of the image.
            Map.of("QUARKUS_CONFIG_LOCATIONS", settings.toString()),
            sandbox.log(name + "-image"));
    try {
      process.awaitReady(LIMIT, () -> ServiceProcess.isReady("http://localhost:" + port));
    } finally {
      process.stop(ENDING);
    }
    if (files.archive().isEmpty()) {
      throw new SandboxFailure(
          name + " left no archive of classes; see " + sandbox.log(name + "-image") + ".");
    }
    FileTree.age(files.archiveFile());
    removeWhatItWrote(files);
  }

  /** An image is made of what was packaged, not of what a start has left behind. */
  private static void removeWhatItWrote(ServiceFiles files) {
    for (Path file : FileTree.all(files.folder())) {
      boolean ours =
          file.equals(files.folder())
              || file.equals(files.archiveFile())
              || ServiceFiles.PARTS.stream()
                  .anyMatch(part -> file.startsWith(files.folder().resolve(part)));
      if (!ours && Files.exists(file)) {
        FileTree.delete(file);
      }
    }
  }
}
