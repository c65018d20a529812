package dev.ramal.sandbox.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Those of {@code deploy/grafana}, by file name. */
final class Dashboards {
  private static final String FOLDER = "deploy/grafana/dashboards";

  private Dashboards() {}

  /** A query of a panel. */
  record Query(String dashboard, String panel, String expr) {
    /** As Grafana sends it: it puts the interval in, which is four times that of scraping. */
    String over(String interval) {
      return expr.replace("$__rate_interval", interval);
    }
  }

  static Map<String, JsonNode> read() throws IOException {
    Map<String, JsonNode> dashboards = new TreeMap<>();
    try (Stream<Path> files = Files.list(Workspace.root().resolve(FOLDER))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        dashboards.put(name, DeployFiles.yaml(FOLDER + "/" + name));
      }
    }
    return dashboards;
  }

  static List<Query> queries() throws IOException {
    List<Query> queries = new ArrayList<>();
    read()
        .forEach(
            (file, dashboard) ->
                dashboard
                    .path("panels")
                    .forEach(
                        panel ->
                            panel
                                .path("targets")
                                .forEach(
                                    target ->
                                        queries.add(
                                            new Query(
                                                file,
                                                panel.path("title").asText(),
                                                target.path("expr").asText())))));
    return queries;
  }
}
