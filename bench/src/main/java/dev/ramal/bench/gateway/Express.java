package dev.ramal.bench.gateway;

import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Topics;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same work as an Express application with the carrier's SDK does it ({@code express.js}), one
 * process for each processor. Its packages come from npm, once.
 */
final class Express {
  private static final List<String> PACKAGES =
      List.of("express@5.3.0", "twilio@6.3.1", "kafkajs@2.2.4");
  static final String VERSIONS = String.join(", ", PACKAGES) + ", with lingering of our own";

  private static final Duration INSTALLATION = Duration.ofMinutes(3);
  private static final int LINGER_MILLIS = 2;

  private final Path folder;

  Express(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws ServerFailure when npm is missing or cannot install
   */
  void install(RunLog log) {
    Path server = folder.resolve("express.js");
    Path installed = folder.resolve("installed");
    try (InputStream source = Express.class.getResourceAsStream("express.js")) {
      Files.createDirectories(folder);
      Files.write(server, source.readAllBytes());
      if (Files.exists(installed) && Files.readString(installed).equals(VERSIONS)) {
        return;
      }
      log.say("installing %s", VERSIONS);
      Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
      List<String> command =
          new ArrayList<>(
              List.of(
                  "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact"));
      command.addAll(PACKAGES);
      Path output = folder.resolve("npm.log");
      ChildProcess npm = ChildProcess.start("npm", command, folder, Map.of(), output);
      if (npm.awaitEnd(INSTALLATION) != 0) {
        throw new ServerFailure("--express needs Node.js and npm with its registry; see " + output);
      }
      Files.writeString(installed, VERSIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> command(int port, String bootstrapServers) {
    return List.of(
        "node",
        folder.resolve("express.js").toString(),
        "" + port,
        "" + Runtime.getRuntime().availableProcessors(),
        bootstrapServers,
        Topics.CALL_FACTS,
        URI.create(Room.PUBLIC_BASE).getHost(),
        "" + LINGER_MILLIS);
  }
}
