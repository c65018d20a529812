package dev.ramal.sandbox.processes;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carriers, CRM and chat receiver of the sandbox, in one process of their own. */
public final class SimulatorsProcess {
  private static final String MAIN = "dev.ramal.simulators.SimulatorsMain";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * A conversation of 37 s is over in six: while the lead listens to the disclaimer, services that
   * have only just started must answer twice.
   */
  private static final int SPEED = 6;

  private final Path folder;
  private final Path log;
  private final Map<String, Integer> ports;
  private final Map<String, String> urls = new LinkedHashMap<>();
  private ChildProcess process;

  /**
   * @param ports by the name of what is simulated
   */
  public SimulatorsProcess(SandboxFolder sandbox, Map<String, Integer> ports) {
    this.ports = ports;
    this.folder = sandbox.data("simulators");
    this.log = sandbox.log("simulators");
  }

  public void start() {
    Path file = folder.resolve("urls.json");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(file);
      process =
          ChildProcess.start(
              "simulators",
              JavaCommand.of(
                  MAIN,
                  folder,
                  List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                  options(file)),
              folder,
              Map.of(),
              log);
      process.awaitReady(LIMIT, () -> Files.exists(file));
      urls.putAll(StateJson.mapper().readValue(file.toFile(), new TypeReference<>() {}));
    } catch (IOException e) {
      throw new SandboxFailure("Cannot work in " + folder + ": " + e.getMessage(), e);
    }
  }

  private List<String> options(Path file) {
    List<String> options = new ArrayList<>(List.of("--speed=" + SPEED, "--urls=" + file));
    ports.forEach((name, port) -> options.add("--" + name + "=" + port));
    return options;
  }

  public void stop() {
    if (process != null) {
      process.stop(Duration.ofSeconds(10));
    }
  }

  public Optional<ChildProcess> process() {
    return Optional.ofNullable(process);
  }

  /** Name to base URL: what a service is told instead of the real address; also {@code control}. */
  public Map<String, String> urls() {
    return Collections.unmodifiableMap(urls);
  }
}
