package dev.ramal.sandbox.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.monitoring.Dashboards.Query;
import dev.ramal.sandbox.monitoring.MonitoringProgram.Ended;
import dev.ramal.sandbox.monitoring.PromQuery.Selector;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at a running sandbox as whoever operates it does. */
public final class MonitoringStory {
  private final Map<String, String> targets = new TreeMap<>();

  public MonitoringStory(SandboxStatus status) {
    status.services().forEach((id, service) -> targets.put(id, service.url()));
  }

  /** What the dictionary does not say of what services tell, and what it says that they do not. */
  public List<String> contradictions() throws IOException, InterruptedException {
    MetricsDictionary dictionary = MetricsDictionary.read();
    List<String> found = new ArrayList<>();
    for (ExposedMetrics exposed : exposed()) {
      found.addAll(exposed.contradictions(dictionary));
    }
    return found;
  }

  /** What promtool has to say of it, service by service; nothing when it is content. */
  public List<String> lints() throws IOException, InterruptedException {
    List<String> lints = new ArrayList<>();
    for (ExposedMetrics exposed : exposed()) {
      Path text = Files.writeString(Files.createTempFile("metrics", ".txt"), exposed.text());
      Ended ended = MonitoringProgram.promtool(text, Path.of("."), "check", "metrics");
      Files.delete(text);
      if (ended.code() != 0 || !ended.said().isBlank()) {
        lints.add(exposed.service().id() + ": " + ended.said());
      }
    }
    return lints;
  }

  /**
   * What a Prometheus sees.
   *
   * @param up services that it reads
   * @param drawn queries of panels that have something to show
   * @param empty those that have nothing, although all that they ask for is there
   * @param sickRules that cannot be evaluated
   */
  public record Seen(int up, List<String> drawn, List<String> empty, List<String> sickRules) {}

  /**
   * @param folder an empty one for Prometheus
   */
  public Seen seen(Path folder) throws IOException, InterruptedException {
    try (PrometheusServer prometheus = PrometheusServer.start(targets, folder)) {
      prometheus.awaitTargets(targets.size());
      List<String> drawn = new ArrayList<>();
      List<String> empty = new ArrayList<>();
      for (Query query : Dashboards.queries()) {
        if (!prometheus.query(query.over("1m")).isEmpty()) {
          drawn.add(query.dashboard());
        } else if (isThere(prometheus, query)) {
          empty.add(query.toString());
        }
      }
      List<String> sick = new ArrayList<>();
      for (JsonNode rule : prometheus.rules()) {
        if (!rule.path("health").asText().equals("ok")) {
          sick.add(rule.path("name").asText() + " " + rule.path("lastError").asText());
        }
      }
      return new Seen(prometheus.query("up == 1").size(), drawn, empty, sick);
    }
  }

  private static boolean isThere(PrometheusServer prometheus, Query query)
      throws IOException, InterruptedException {
    for (Selector selector : PromQuery.of(query.expr()).selectors()) {
      if (prometheus.query(selector.text()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private List<ExposedMetrics> exposed() throws IOException, InterruptedException {
    List<ExposedMetrics> all = new ArrayList<>();
    for (Map.Entry<String, String> target : targets.entrySet()) {
      all.add(ExposedMetrics.of(Service.find(target.getKey()).orElseThrow(), target.getValue()));
    }
    return all;
  }
}
