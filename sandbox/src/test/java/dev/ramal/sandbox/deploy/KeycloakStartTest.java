package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.entry.FrontendOrigins;
import dev.ramal.sandbox.entry.Routes;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.keycloak.RealmSettings;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How Keycloak learns where it stands and from where pages log people in; {@code start.sh} runs
 * with a Keycloak that only tells what it was given.
 */
class KeycloakStartTest {
  private final JsonNode compose = DeployFiles.yaml("docker-compose.yml");

  @TempDir Path folder;

  private record Run(int code, String said) {}

  @BeforeEach
  void make() throws Exception {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("kc.sh");
    Files.writeString(program, "#!/bin/sh\necho \"$RAMAL_FRONTEND_REDIRECT_URIS with $*\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void shouldWriteTheOriginsAsTheRealmFileTakesThem() throws Exception {
    // When
    Run run = start("https://app.example.com,http://localhost:9000");

    // Then: the placeholder stands between quotes
    assertThat(run)
        .isEqualTo(
            new Run(
                0,
                "https://app.example.com/*\",\"http://localhost:9000/*"
                    + " with start --import-realm\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "true |https://app.example.com",
        "true |http://a,http://localhost:9000,https://app-1.example.com:8443",
        "true |http://[::1]:5173",
        "false|' '",
        "false|*",
        "false|https://*.example.com",
        "false|https://app.example.com/",
        "false|https://App.example.com",
        "false|https://app.example.com:443",
        "false|http://[::1]:80",
        "false|http://localhost:123456",
        "false|http://a..b",
        "false|http://[localhost]",
        "false|app.example.com",
        "false|a\"b",
        "false|http://localhost:3000,",
        "false|http://localhost:3000,,http://localhost:4200",
        "false|http://localhost:3000, http://localhost:4200",
        "false|http://localhost:3000 ,http://localhost:4200"
      })
  void shouldTakeWhatTheSandboxTakesAndNothingElse(String taken, String setting) throws Exception {
    // When
    Run run = start(setting);
    Throwable refused =
        catchThrowable(() -> FrontendOrigins.of(Map.of(FrontendOrigins.SETTING, setting)));

    // Then
    boolean takes = taken.strip().equals("true");
    assertThat(refused == null).isEqualTo(takes);
    assertThat(run.code()).as(run.said()).isEqualTo(takes ? 0 : 1);
    if (!takes) {
      assertThat(run.said()).startsWith("RAMAL_FRONTEND_ORIGINS holds \"");
      assertThat(refused).hasMessageStartingWith("RAMAL_FRONTEND_ORIGINS holds ");
    }
  }

  @Test
  void shouldLetPagesLogInFromTheOriginsOfTheSettingAndForAsLongAsIsAsked() throws IOException {
    // When
    RealmSettings settings =
        new RealmSettings(
            RealmFile.ENTRY,
            Optional.empty(),
            List.of("http://localhost:9000", "https://app.example.com"),
            Optional.of(12));
    Path file = RealmFile.withPasswordGrant(folder.resolve("realm.json"), settings);

    // Then
    JsonNode frontend = client(file, "ramal-frontend");
    assertThat(words(frontend.path("redirectUris")))
        .containsExactly("http://localhost:9000/*", "https://app.example.com/*");
    assertThat(words(frontend.path("webOrigins")))
        .as("those of the addresses")
        .containsExactly("+");
    assertThat(frontend.at("/attributes/access.token.lifespan").asText()).isEqualTo("12");
    assertThat(frontend.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
  }

  @Test
  void shouldGiveKeycloakAndTheGatewayTheSameOriginsAsTheSandbox() {
    // When
    String keycloak =
        compose.at("/services/keycloak/environment/" + FrontendOrigins.SETTING).asText();

    // Then
    assertThat(keycloak).isEqualTo("${RAMAL_FRONTEND_ORIGINS:-" + FrontendOrigins.USUAL + "}");
    assertThat(compose.at("/services/api-gateway/environment/" + FrontendOrigins.SETTING).asText())
        .isEqualTo(keycloak);
  }

  @Test
  void shouldNameKeycloakBehindTheEntryEverywhere() {
    // Given
    String entry = "${RAMAL_PUBLIC_BASE_URL:-http://localhost:8080}";
    JsonNode keycloak = compose.at("/services/keycloak/environment");

    // Then
    assertThat(keycloak.path("KC_HOSTNAME").asText()).isEqualTo(entry + Routes.KEYCLOAK);
    assertThat(compose.at("/x-settings/QUARKUS_OIDC_TOKEN_ISSUER").asText())
        .isEqualTo(entry + Routes.KEYCLOAK + "/realms/ramal")
        .isEqualTo(
            compose.at("/services/call-service/environment/RAMAL_PLAYER_AUTHORITY").asText());
  }

  private Run start(String origins) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                Workspace.root().resolve("deploy/keycloak/start.sh").toString(),
                "start",
                "--import-realm")
            .redirectErrorStream(true);
    builder.environment().put("RAMAL_FRONTEND_ORIGINS", origins);
    builder.environment().put("KC_HOME", folder.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), said);
  }

  private static JsonNode client(Path realm, String id) throws IOException {
    return StreamSupport.stream(
            StateJson.mapper().readTree(realm.toFile()).path("clients").spliterator(), false)
        .filter(client -> client.path("clientId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> words(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
