package dev.ramal.sandbox.processes;

import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ClassArchive;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.Workspace;
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
import java.util.Optional;

/** One service as a process of its own, as it would run anywhere else. */
public final class ServiceProcess {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Service service;
  private final Path jar;
  private final int port;
  private final Path folder;
  private final Path log;
  private ChildProcess process;

  /**
   * @param folder where it works and finds {@code config/application.properties}
   */
  public ServiceProcess(Service service, int port, Path folder, Path log) {
    this(service, Workspace.root(), port, folder, log);
  }

  /**
   * Of another version than this one.
   *
   * @param build root of its checkout
   * @param folder where it works and finds {@code config/application.properties}
   */
  public ServiceProcess(Service service, Path build, int port, Path folder, Path log) {
    this.service = service;
    this.jar = service.jar(build);
    this.port = port;
    this.folder = folder;
    this.log = log;
  }

  public void start() {
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(service.jvmOptions());
    command.add("-XX:+UseSerialGC");
    command.addAll(ClassArchive.ofService(jar));
    command.addAll(List.of("-jar", jar.toString()));
    process = ChildProcess.start(service.id(), command, folder, Map.of(), log);
  }

  public void awaitReady() {
    process.awaitReady(LIMIT, () -> isReady(url()));
  }

  public void stop() {
    if (process != null) {
      process.stop(Duration.ofSeconds(15));
    }
  }

  /** As the kernel would when memory runs out: nothing is tidied up. */
  public void kill() {
    process.kill();
  }

  public Service service() {
    return service;
  }

  public int port() {
    return port;
  }

  /** Where it works and finds its settings. */
  public Path folder() {
    return folder;
  }

  public String url() {
    return "http://localhost:" + port;
  }

  /** Empty before the first start. */
  public Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(ChildProcess::handle);
  }

  /** Whether a service at this address says that it would serve. */
  public static boolean isReady(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
            .timeout(Duration.ofSeconds(3))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
