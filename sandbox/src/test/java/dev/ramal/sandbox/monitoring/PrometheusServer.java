package dev.ramal.sandbox.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Prometheus of this machine with the settings of {@code deploy}, for services elsewhere. */
final class PrometheusServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final Process process;
  private final int port;

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param targets URLs of services by the name of their job
   * @param folder an empty one of its own
   */
  static PrometheusServer start(Map<String, String> targets, Path folder) throws IOException {
    Path deploy = Workspace.root().resolve("deploy/prometheus");
    String settings =
        Files.readString(deploy.resolve("prometheus.yml")).replace("interval: 15s", "interval: 1s");
    for (Map.Entry<String, String> target : targets.entrySet()) {
      settings =
          settings.replace(target.getKey() + ":8080", URI.create(target.getValue()).getAuthority());
    }
    Path file = Files.writeString(folder.resolve("prometheus.yml"), settings);
    Files.copy(deploy.resolve("alerts.yml"), folder.resolve("alerts.yml"));
    int port = FreePort.next();
    Process process =
        new ProcessBuilder(
                MonitoringProgram.find("prometheus").orElseThrow().toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new PrometheusServer(process, port);
  }

  /** Waits until each target has been read a few times. */
  void awaitTargets(int count) {
    Awaitility.await("Prometheus has read all services")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> query("count_over_time(up[1m]) >= 4 and up == 1").size() == count);
  }

  /** The series that an expression has now. */
  JsonNode query(String expr) throws IOException, InterruptedException {
    JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expr, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalStateException(expr + ": " + answer);
    }
    return answer.at("/data/result");
  }

  /** As {@code /api/v1/rules} tells them. */
  JsonNode rules() throws IOException, InterruptedException {
    return get("/api/v1/rules").at("/data/groups/0/rules");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    return StateJson.mapper().readTree(answer.body());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
