package dev.ramal.sandbox.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.FreePort;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * An image run without an engine, by what the kernel has for engines: a root of its own that cannot
 * be written to, a small {@code /tmp}, the user of the image, its environment and nothing else.
 *
 * @param root with all layers laid one upon the other
 * @param config of the image
 */
public record UnpackedImage(Path root, JsonNode config) {
  /** Of the folder that is the first argument; what follows is run in it. */
  private static final String ISOLATE =
      "mount --bind \"$1\" \"$1\""
          + " && mount --rbind /proc \"$1/proc\" && mount --rbind /dev \"$1/dev\""
          + " && mount -t tmpfs -o mode=1777 tmpfs \"$1/tmp\" && mount -o remount,bind,ro \"$1\""
          + " && root=$1 && shift && exec chroot --userspec=1001:1001 --groups= \"$root\" \"$@\"";

  /** For {@code EnabledIf}: who is not root, or may mount nothing, cannot. */
  public static boolean isPossible() {
    try {
      return new ProcessBuilder(
                  "unshare", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt && chroot / true")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public static UnpackedImage of(Path archive, Path folder) throws IOException {
    OciArchive image = OciArchive.open(archive, folder.resolve("archive"));
    Path root = folder.resolve("root");
    image.unpack(root);
    // What an engine puts into every container.
    for (String mount : List.of("proc", "dev", "tmp")) {
      Files.createDirectories(root.resolve(mount));
    }
    Files.writeString(root.resolve("etc/hosts"), "127.0.0.1 localhost\n");
    return new UnpackedImage(root, image.config().path("config"));
  }

  /** As one more replica beside that of a sandbox, with its settings. */
  public Replica start(Service service, SandboxFolder sandbox) throws IOException {
    int port = FreePort.next();
    // As a mounted file of settings would be.
    settings(
        sandbox.data(service.id()).resolve("config/application.properties"),
        root.resolve("etc/ramal.properties"),
        port);
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    config.path("Env").forEach(variable -> command.add(variable.asText()));
    command.addAll(
        List.of(
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "QUARKUS_CONFIG_LOCATIONS=/etc/ramal.properties",
            "QUARKUS_SHUTDOWN_DELAY=" + Replica.DELAY));
    command.addAll(isolated());
    command.addAll(List.of("/bin/bash", "-c", "cd \"$0\" && exec \"$@\""));
    command.add(config.path("WorkingDir").asText());
    config.path("Entrypoint").forEach(word -> command.add(word.asText()));
    ChildProcess process =
        ChildProcess.start(
            service.id() + " out of its image",
            command,
            root.getParent(),
            Map.of(),
            sandbox.log(service.id() + "-container"));
    return new Replica(process, "http://localhost:" + port).ready();
  }

  /** What a shell in the container says to some commands; both streams. */
  public String shell(String commands) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(isolated());
    command.addAll(List.of("/bin/bash", "-c", commands));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return said;
  }

  private List<String> isolated() {
    return List.of(
        "unshare",
        "--mount",
        "--propagation",
        "private",
        "sh",
        "-c",
        ISOLATE,
        "sh",
        root.toString());
  }

  /** Files of the sandbox are not those of the container. */
  private static void settings(Path from, Path to, int port) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(from)) {
      settings.load(reader);
    }
    settings.setProperty("quarkus.http.port", "" + port);
    settings.setProperty("quarkus.shutdown.timeout", "10S");
    settings.setProperty("ramal.storage.folder", "/tmp/files");
    settings.setProperty("ramal.storage.nearby", "/tmp/nearby");
    try (Writer writer = Files.newBufferedWriter(to)) {
      settings.store(writer, null);
    }
  }
}
