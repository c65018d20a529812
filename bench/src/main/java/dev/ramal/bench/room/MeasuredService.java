package dev.ramal.bench.room;

import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ClassArchive;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One instance of a packaged service, as a process of its own. */
public final class MeasuredService {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String name;
  private final Path folder;
  private final int port = FreePort.next();
  private ChildProcess process;

  MeasuredService(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  void start(Path jar, List<String> jvm, RoomSettings settings) {
    settings.write(folder, port);
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(jvm);
    command.addAll(ClassArchive.ofService(jar));
    command.addAll(List.of("-jar", jar.toString()));
    process = ChildProcess.start(name, command, folder, Map.of(), folder.resolve("service.log"));
    process.awaitReady(LIMIT, this::isReady);
  }

  public String name() {
    return name;
  }

  public String url() {
    return "http://localhost:" + port;
  }

  public int port() {
    return port;
  }

  public Duration cpu() {
    return CpuTime.ofTree(process.pid());
  }

  /** What it holds now; a collection of its garbage comes first. */
  public ProcessMemory memory() {
    return ProcessMemory.of(process.pid());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it says that it would serve. */
  public boolean isReady() throws IOException {
    return get("/q/health/ready").statusCode() == 200;
  }

  /** Sends a GET without a token. */
  public HttpResponse<String> get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(10)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public void stop() {
    if (process != null) {
      process.stop(Duration.ofSeconds(15));
    }
  }
}
