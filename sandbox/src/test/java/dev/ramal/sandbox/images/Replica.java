package dev.ramal.sandbox.images;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ClassArchive;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One more process of a service beside that of a sandbox, which is told to end as containers are.
 *
 * @param process with the id of the JVM
 * @param url where it answers
 */
public record Replica(ChildProcess process, String url) implements AutoCloseable {
  /** A container waits 5 s until nobody sends any more; here it is seen sooner. */
  static final String DELAY = "2S";

  /** Longer than nobody sends any more, what is under way, and the end of the JVM take. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** What Maven packaged, with the settings of the sandbox. */
  public static Replica packaged(Service service, SandboxFolder sandbox, Path work) {
    int port = FreePort.next();
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(service.jvmOptions());
    command.add("-XX:+UseSerialGC");
    command.addAll(ClassArchive.ofService(service.jar()));
    command.addAll(
        List.of(
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.shutdown.delay=" + DELAY,
            "-Dquarkus.shutdown.timeout=10S",
            "-jar",
            service.jar().toString()));
    Path settings = sandbox.data(service.id()).resolve("config/application.properties");
    ChildProcess process =
        ChildProcess.start(
            "a second " + service.id(),
            command,
            work,
            Map.of("QUARKUS_CONFIG_LOCATIONS", settings.toString()),
            sandbox.log(service.id() + "-second"));
    return new Replica(process, "http://localhost:" + port).ready();
  }

  Replica ready() {
    try {
      process.awaitReady(Duration.ofMinutes(3), this::isReady);
      return this;
    } catch (ServerFailure e) {
      close();
      throw e;
    }
  }

  boolean isReady() {
    return ServiceProcess.isReady(url);
  }

  /** SIGTERM, as compose and Kubernetes send it. */
  public void terminate() {
    process.handle().destroy();
  }

  /**
   * @return the code with which it ended, within the time that containers have
   */
  public int ended() {
    return process.awaitEnd(GRACE);
  }

  @Override
  public void close() {
    process.stop(GRACE);
  }
}
