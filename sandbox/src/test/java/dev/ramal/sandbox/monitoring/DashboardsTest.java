package dev.ramal.sandbox.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.monitoring.Dashboards.Query;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DashboardsTest {
  private static final int COLUMNS = 24;

  private final MetricsDictionary dictionary = MetricsDictionary.read();

  @Test
  @DisplayName("SBX-17 each dashboard is one for Grafana, its panels lie side by side")
  void shouldBeDashboardsOfGrafana() throws IOException {
    // Given
    JsonSchema schema = schema();

    // When
    Map<String, JsonNode> dashboards = Dashboards.read();

    // Then
    assertThat(dashboards.keySet())
        .containsExactly(
            "billing.json",
            "calls.json",
            "carriers.json",
            "crm.json",
            "flow.json",
            "jvm.json",
            "kafka.json",
            "messages.json");
    dashboards.forEach(
        (file, dashboard) -> {
          assertThat(schema.validate(dashboard)).as(file).isEmpty();
          assertThat(dashboard.path("uid").asText()).isEqualTo("ramal-" + file.split("\\.")[0]);
          assertThat(dashboard.path("panels"))
              .extracting(panel -> panel.path("id").asInt())
              .doesNotHaveDuplicates();
          assertThat(overlaps(dashboard)).as(file).isEmpty();
        });
  }

  @Test
  @DisplayName("SBX-17 each panel asks for metrics and labels that the dictionary has")
  void shouldAskForMetricsOfTheDictionary() throws IOException {
    // When
    List<Query> queries = Dashboards.queries();

    // Then
    assertThat(queries)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            query -> {
              PromQuery asked = PromQuery.of(query.expr());
              assertThat(asked.selectors()).as(query.toString()).isNotEmpty();
              assertThat(asked.unknown(dictionary)).as(query.toString()).isEmpty();
            });
  }

  @Test
  @DisplayName("SBX-17 each of our metrics is drawn, or rings")
  void shouldDrawWhatIsCounted() throws IOException {
    // When
    Set<String> asked = new HashSet<>();
    Dashboards.queries().forEach(query -> ask(query.expr(), asked));
    AlertRules.rules().forEach(rule -> ask(rule.path("expr").asText(), asked));

    // Then
    assertThat(dictionary.ours()).allMatch(entry -> asked.contains(entry.name()));
  }

  @Test
  @DisplayName("SBX-17 compose gives Prometheus every service, and Grafana what it looks for")
  void shouldFindServicesAndFiles() {
    // Given
    JsonNode compose = DeployFiles.yaml("docker-compose.yml").path("services");
    JsonNode scraped = DeployFiles.yaml("deploy/prometheus/prometheus.yml").path("scrape_configs");

    // Then
    assertThat(scraped)
        .extracting(job -> job.path("job_name").asText())
        .containsExactlyElementsOf(Arrays.stream(Service.values()).map(Service::id).toList());
    assertThat(scraped)
        .allSatisfy(
            job -> {
              String service = job.path("job_name").asText();
              assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
              assertThat(job.at("/static_configs/0/targets/0").asText())
                  .isEqualTo(
                      service
                          + ":"
                          + compose.at("/" + service + "/environment/QUARKUS_HTTP_PORT").asText());
            });
    assertThat(compose.at("/prometheus/volumes").toString())
        .contains("./deploy/prometheus:/etc/prometheus:ro");
    assertThat(compose.at("/prometheus/command").toString())
        .contains("--config.file=/etc/prometheus/prometheus.yml");
    String volumes = compose.at("/grafana/volumes").toString();
    String folder =
        DeployFiles.yaml("deploy/grafana/provisioning/dashboards/ramal.yml")
            .at("/providers/0/options/path")
            .asText();
    assertThat(volumes)
        .contains("./deploy/grafana/dashboards:" + folder + ":ro")
        .contains("./deploy/grafana/provisioning:/etc/grafana/provisioning:ro");
    assertThat(
            compose.at("/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
        .isEqualTo(folder + "/flow.json");
    JsonNode source =
        DeployFiles.yaml("deploy/grafana/provisioning/datasources/prometheus.yml")
            .at("/datasources/0");
    assertThat(source.path("uid").asText()).isEqualTo("prometheus");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
  }

  private static void ask(String expr, Set<String> asked) {
    PromQuery.of(expr)
        .selectors()
        .forEach(
            selector -> {
              asked.add(selector.metric());
              asked.add(selector.metric().replaceFirst("_(bucket|count|sum|max)$", ""));
            });
  }

  private static List<String> overlaps(JsonNode dashboard) {
    Set<List<Integer>> taken = new HashSet<>();
    List<String> overlaps = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      JsonNode place = panel.path("gridPos");
      for (int x = place.path("x").asInt(); x < right(place); x++) {
        for (int y = place.path("y").asInt(); y < bottom(place); y++) {
          if (x >= COLUMNS || !taken.add(List.of(x, y))) {
            overlaps.add(panel.path("title").asText());
          }
        }
      }
    }
    return overlaps;
  }

  private static int right(JsonNode place) {
    return place.path("x").asInt() + place.path("w").asInt();
  }

  private static int bottom(JsonNode place) {
    return place.path("y").asInt() + place.path("h").asInt();
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        DashboardsTest.class.getResourceAsStream("/grafana-dashboard.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(StateJson.mapper().readTree(in));
    }
  }
}
