package dev.ramal.bench.gateway;

import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.CpuTime;
import dev.ramal.bench.room.Folders;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.JavaCommand;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes beside the gateway: the load, and what it is compared with. */
final class ServerProcesses implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder = Folders.all();
  private final List<ChildProcess> processes = new ArrayList<>();
  private final Room room;
  private final List<String> jvm;
  private final String authToken;

  /**
   * @param room whose broker the servers use
   * @param authToken with which callbacks are signed
   */
  ServerProcesses(Room room, List<String> jvm, String authToken) {
    this.room = room;
    this.jvm = jvm;
    this.authToken = authToken;
  }

  Candidate bare(String name, String records) {
    int port = FreePort.next();
    return candidate(
        name, port, java(name, BareServer.class, "" + port, room.bootstrapServers(), records));
  }

  Candidate express(RunLog log) {
    int port = FreePort.next();
    Express express = new Express(folder.resolve("express"));
    express.install(log);
    return candidate("express", port, express.command(port, room.bootstrapServers()));
  }

  /** Starts the load; the port where it takes orders. */
  int load() {
    int port = FreePort.next();
    start("load", port, java("load", LoadServer.class, "" + port));
    return port;
  }

  private Candidate candidate(String name, int port, List<String> command) {
    ChildProcess process = start(name, port, command);
    return new Candidate(name, port, () -> CpuTime.ofTree(process.pid()), room::kafkaCpu);
  }

  private List<String> java(String name, Class<?> main, String... arguments) {
    return JavaCommand.of(main.getName(), folder.resolve(name), jvm, List.of(arguments));
  }

  private ChildProcess start(String name, int port, List<String> command) {
    Path log = folder.resolve(name + ".log");
    Map<String, String> environment = Map.of("RAMAL_BENCH_TOKEN", authToken);
    ChildProcess process = ChildProcess.start(name, command, folder, environment, log);
    processes.add(process);
    process.awaitReady(LIMIT, () -> isThere(port));
    return process;
  }

  /** Whether it answers at all; what it takes are signed posts. */
  private static boolean isThere(int port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://localhost:" + port + "/").toURL().openConnection();
    connection.setReadTimeout(5000);
    return connection.getResponseCode() < 500;
  }

  @Override
  public void close() {
    processes.forEach(process -> process.stop(Duration.ofSeconds(5)));
  }
}
