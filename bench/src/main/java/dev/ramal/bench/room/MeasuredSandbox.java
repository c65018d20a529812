package dev.ramal.bench.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ramal.servers.keycloak.PasswordGrant;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ClassArchive;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** {@code ./ramal up} of a built checkout, with data of its own. */
public final class MeasuredSandbox {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration END = Duration.ofSeconds(60);

  /** All other ports follow that of the entry. */
  private static final int PORTS_FROM = 12_000;

  private static final int PORTS_TO = 22_000;

  private final Path root;
  private final Path folder;

  /** The same at each start: Keycloak imports its realm anew for another address. */
  private final int entry = freeEntry();

  private ChildProcess process;

  /**
   * @param root of the checkout
   * @param folder where data and logs go
   */
  public MeasuredSandbox(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /**
   * Starts it and waits until it says that it runs.
   *
   * @return seconds, since the start of its first process
   */
  public double start() {
    Path jar = root.resolve("sandbox/target/sandbox.jar");
    List<String> command = new ArrayList<>(List.of(JavaCommand.java(), "-Xmx192m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(ClassArchive.options(jar.resolveSibling("Sandbox.jsa")));
    command.addAll(List.of("-Dramal.root=" + root, "-Dramal.sandbox.folder=" + folder));
    command.addAll(List.of("-jar", jar.toString(), "up", "--supervise"));
    long begin = System.nanoTime();
    process =
        ChildProcess.start(
            "the sandbox",
            command,
            folder,
            Map.of("RAMAL_PORT", "" + entry),
            folder.resolve("sandbox.log"));
    process.awaitReady(LIMIT, () -> status().path("state").asText().equals("running"));
    return (System.nanoTime() - begin) / 1e9;
  }

  /** When each part was ready, in seconds; empty for a version that does not tell. */
  public Map<String, Double> parts() {
    Map<String, Double> parts = new LinkedHashMap<>();
    status()
        .path("readyAfterMillis")
        .fields()
        .forEachRemaining(part -> parts.put(part.getKey(), part.getValue().asLong() / 1000.0));
    return parts;
  }

  /** What all of its processes have computed so far, in seconds. */
  public double cpuSeconds() {
    Duration all = CpuTime.ofTree(process.pid());
    for (JsonNode one : status().path("processes")) {
      if (one.path("name").asText().equals("Postgres")) {
        all = all.plus(CpuTime.ofTree(one.path("pid").asLong()));
      }
    }
    return all.toMillis() / 1000.0;
  }

  public void stop() {
    if (process != null) {
      process.stop(END);
    }
  }

  /** Without a slash at the end. */
  public String entryUrl() {
    return status().path("baseUrl").asText();
  }

  /** Where a service answers by itself; without a slash at the end. */
  public String serviceUrl(String service) {
    return status().path("services").path(service).path("url").asText();
  }

  /** An access token of one of its demo users. */
  public String token(String username) {
    for (JsonNode user : status().path("users")) {
      if (user.path("username").asText().equals(username)) {
        return new PasswordGrant(
                URI.create(status().path("keycloak").path("tokenEndpoint").asText()))
            .ofUser(username, user.path("password").asText())
            .accessToken();
      }
    }
    throw new ServerFailure("The sandbox has no user " + username);
  }

  private JsonNode status() {
    try {
      return JsonMapper.builder().build().readTree(folder.resolve("status.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freeEntry() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(PORTS_FROM, PORTS_TO);
    } while (!FreePort.isFree(port));
    return port;
  }
}
