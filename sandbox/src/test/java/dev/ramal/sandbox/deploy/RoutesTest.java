package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Topics;
import dev.ramal.sandbox.entry.CrossOrigin;
import dev.ramal.sandbox.entry.PublicFiles;
import dev.ramal.sandbox.entry.Routes;
import dev.ramal.sandbox.processes.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final Pattern PREFIX = Pattern.compile("PathPrefix\\(`([^`]+)`\\)");

  @Test
  void shouldRouteAsTheApiGatewayDoes() {
    // When
    Map<String, String> gateway = new TreeMap<>();
    DeployFiles.yaml("deploy/gateway/routes.yml")
        .at("/http/routers")
        .forEach(router -> prefixes(router, gateway));

    // Then
    Map<String, String> sandbox = new TreeMap<>();
    Routes.prefixes().forEach((prefix, service) -> sandbox.put(prefix, service.id()));
    Routes.keycloakPrefixes().forEach(prefix -> sandbox.put(prefix, "keycloak"));
    sandbox.put(PublicFiles.DOCUMENTATION, "docs");
    sandbox.put(PublicFiles.PROBLEMS, "docs");
    assertThat(gateway).isEqualTo(sandbox);
  }

  @Test
  void shouldLeadToEveryPathThatTheDocumentTellsOf() {
    // Given
    List<String> paths = new ArrayList<>();
    DeployFiles.yaml("docs/openapi.json").path("paths").fieldNames().forEachRemaining(paths::add);

    // Then
    assertThat(paths).hasSizeGreaterThan(70).allMatch(path -> Routes.of(path).isPresent());
  }

  @Test
  void shouldServeTheSameFilesAsTheGatewayDoes() {
    // Given
    String rule =
        DeployFiles.yaml("deploy/gateway/routes.yml").at("/http/routers/docs/rule").asText();
    String site = DeployFiles.text("deploy/docs/site.conf");

    // Then
    for (String document : PublicFiles.DOCUMENTS) {
      assertThat(rule).contains("Path(`" + document + "`)");
      assertThat(site).contains("location = " + document + " { alias /srv/docs" + document + "; }");
    }
    assertThat(site).contains("location = /problems { alias /srv/docs/problems.html; }");
    assertThat(site).contains("{ return 302 /problems#$1; }");
    assertThat(site).contains("location = /docs { alias /srv/docs/api/index.html; }");
    assertThat(DeployFiles.yaml("docker-compose.yml").at("/services/docs/volumes").toString())
        .contains("./docs:/srv/docs:ro");
  }

  @Test
  void shouldTellPagesOfOtherOriginsTheSame() {
    // Given
    JsonNode routes = DeployFiles.yaml("deploy/gateway/routes.yml");
    JsonNode headers = routes.at("/http/middlewares/frontends/headers");

    // Then
    assertThat(words(headers, "accessControlAllowMethods")).isEqualTo(CrossOrigin.METHODS);
    assertThat(words(headers, "accessControlAllowHeaders")).isEqualTo(CrossOrigin.REQUEST_HEADERS);
    assertThat(words(headers, "accessControlExposeHeaders")).isEqualTo(CrossOrigin.EXPOSED_HEADERS);
    assertThat(headers.path("accessControlMaxAge").asInt()).isEqualTo(CrossOrigin.MAX_AGE_SECONDS);
    assertThat(headers.has("accessControlAllowCredentials")).isFalse();
    assertThat(DeployFiles.text("deploy/gateway/routes.yml"))
        .contains("range splitList \",\" (env \"RAMAL_FRONTEND_ORIGINS\")");
    routes
        .at("/http/routers")
        .properties()
        .forEach(
            router ->
                assertThat(router.getValue().path("middlewares").toString())
                    .as(router.getKey())
                    .isEqualTo(
                        switch (router.getKey()) {
                          case "webhook-gateway" -> "";
                          case "keycloak" -> "[\"without-auth\"]";
                          default -> "[\"frontends\"]";
                        }));
  }

  @Test
  void shouldMatchWholeSegmentsOnly() {
    // Then
    assertThat(Routes.of("/api/calls")).contains(Service.CALL_SERVICE);
    assertThat(Routes.of("/api/calls/live")).contains(Service.CALL_SERVICE);
    assertThat(Routes.of("/api/calls/dead-jobs")).contains(Service.CALL_SERVICE);
    assertThat(Routes.of("/api/messages/dead-jobs/1/redrive")).contains(Service.MESSAGING_SERVICE);
    assertThat(Routes.of("/media/recordings/1")).contains(Service.CALL_SERVICE);
    assertThat(Routes.of("/media/hold-music.wav")).contains(Service.WEBHOOK_GATEWAY);
    assertThat(Routes.of("/api/insight/calls")).contains(Service.CALL_SERVICE);
    assertThat(Routes.of("/api/insight/messages")).contains(Service.MESSAGING_SERVICE);
    assertThat(Routes.of("/api/callsign")).isEqualTo(Optional.empty());
    assertThat(Routes.of("/internal/voice/agent-answered")).isEmpty();
    assertThat(Routes.of("/q/metrics")).isEmpty();
  }

  @Test
  void shouldCreateTheTopicsThatTheCodeNames() {
    // When
    Map<String, String> listed = new TreeMap<>();
    DeployFiles.text("deploy/kafka/topics.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> listed.put(line.split(" ")[0], sorted(line.split(" ", 2)[1])));

    // Then
    Map<String, String> named = new TreeMap<>();
    for (Topics.Topic topic : Topics.all()) {
      StringBuilder line = new StringBuilder().append(Topics.PARTITIONS);
      topic.settings().forEach((name, value) -> line.append(" ").append(name + "=" + value));
      named.put(topic.name(), sorted(line.toString()));
    }
    assertThat(listed).isEqualTo(named);
  }

  private static void prefixes(JsonNode router, Map<String, String> into) {
    Matcher matcher = PREFIX.matcher(router.path("rule").asText());
    while (matcher.find()) {
      into.put(matcher.group(1), router.path("service").asText());
    }
  }

  private static List<String> words(JsonNode node, String name) {
    return StreamSupport.stream(node.path(name).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static String sorted(String words) {
    return String.join(" ", Arrays.stream(words.split(" ")).sorted().toList());
  }
}
