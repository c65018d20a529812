package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.Workspace;
import dev.ramal.servers.shared.RunningServers;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.testkit.RamalServers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of deploy/README.md against a real Keycloak and the simulators. */
@Tag(RamalServers.TAG)
class FirstCallTest {
  private final RunningServers servers = SharedServers.get();
  private final List<Asked> asked = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private HttpServer api;
  private String connection = "connection-1";

  private record Asked(String what, String authorization, JsonNode body) {}

  @TempDir Path folder;

  @BeforeEach
  void listen() throws IOException {
    api = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    api.createContext(
        "/",
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  StateJson.mapper().readTree(exchange.getRequestBody())));
          byte[] answer =
              "{\"id\":\"%s\",\"carrier\":\"twilio\"}"
                  .formatted(connection)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    api.start();
    environment.put("RAMAL_KEYCLOAK", servers.keycloakUrl());
    environment.put("RAMAL_PASSWORD_CARLA", servers.passwordOf("carla"));
    environment.put("RAMAL_API", "http://localhost:" + api.getAddress().getPort());
    environment.put("RAMAL_SEED", folder.resolve("seed").toString());
  }

  @AfterEach
  void close() {
    api.stop(0);
  }

  @Test
  void shouldLogInWithoutAPasswordGrant() throws Exception {
    // When
    String token = run(0, "deploy/token.sh", "carla").strip();

    // Then
    JsonNode claims =
        StateJson.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    assertThat(claims.path("azp").asText()).isEqualTo("ramal-frontend");
    assertThat(claims.path("preferred_username").asText()).isEqualTo("carla");
    assertThat(claims.path("groups").toString()).contains("aurora");
  }

  @Test
  void shouldSayWhomKeycloakDoesNotLetIn() throws Exception {
    // Given
    environment.put("RAMAL_PASSWORD_CARLA", "wrong");

    // When
    String said = run(1, "deploy/token.sh", "carla");

    // Then
    assertThat(said).contains("Keycloak does not let carla in.");
  }

  @Test
  void shouldConnectOnceAndSeedTheSimulatorsAnew() throws Exception {
    for (int start = 0; start < 3; start++) {
      asked.clear();
      connection = start < 2 ? "connection-1" : "connection-of-a-new-database";
      try (SimulatorHost host = Simulators.start()) {
        // Given
        environment.put("RAMAL_SIMULATORS", host.twilio().baseUrl());

        // When
        run(0, "deploy/seed.sh");

        // Then
        assertThat(asked)
            .extracting(Asked::what)
            .startsWith(
                List.of(
                        List.of("POST /api/carriers"),
                        List.of("GET /api/carriers"),
                        List.of("GET /api/carriers", "POST /api/carriers"))
                    .get(start)
                    .toArray(String[]::new))
            .endsWith("PUT /api/settings/voice", "PUT /api/crm/connection")
            .contains("POST /api/carriers/" + connection + "/check")
            .hasSize(start < 2 ? 4 : 5);
        assertThat(asked).allMatch(one -> one.authorization().startsWith("Bearer ey"));
        JsonNode crm = asked.get(asked.size() - 1).body();
        RdAccount application = host.rdStation().account(crm.path("clientId").asText());
        assertThat(application.refreshToken()).isEqualTo(crm.path("refreshToken").asText());
        assertThat(application.crm()).isEqualTo("aurora");
        assertThat(host.rdStation().state().getJsonArray("deals")).hasSize(1);
        assertThat(host.twilio().accounts().get(0).smsUrl())
            .endsWith("/webhooks/twilio/" + connection + "/incoming-message");
      }
    }
  }

  private String run(int status, String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, Workspace.root().resolve(script).toString());
    Path output = Files.createTempFile(folder, "script", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    int ended = builder.start().waitFor();
    String said = Files.readString(output);
    assertThat(ended).as(said).isEqualTo(status);
    return said;
  }
}
