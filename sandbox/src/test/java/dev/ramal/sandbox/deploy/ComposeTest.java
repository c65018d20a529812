package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.ramal.sandbox.entry.FrontendOrigins;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.keycloak.PasswordGrant;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.keycloak.RealmSettings;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeTest {
  private static final String COMPOSE = "docker-compose.yml";

  private final JsonNode compose = DeployFiles.yaml(COMPOSE);

  @Test
  void shouldFollowTheComposeSchema() throws IOException {
    // Given
    JsonSchema schema = composeSchema();

    // When
    Set<ValidationMessage> problems = schema.validate(compose);

    // Then
    assertThat(problems).isEmpty();
    assertThat(schema.validate(withUnknownKey())).isNotEmpty();
  }

  @Test
  void shouldRunEveryServiceOfTheSandbox() {
    // Then
    for (Service service : Service.values()) {
      JsonNode container = compose.at("/services/" + service.id());
      assertThat(container.at("/build/context").asText()).isEqualTo(service.id());
      assertThat(container.at("/environment/QUARKUS_OIDC_CLIENT_CLIENT_ID").asText())
          .isEqualTo(service.id());
      service
          .database()
          .ifPresent(
              database ->
                  assertThat(container.at("/environment/QUARKUS_DATASOURCE_USERNAME").asText())
                      .isEqualTo(database + "_app"));
    }
  }

  @Test
  void shouldDependOnlyOnContainersThatAreThere() {
    // When
    List<String> needed = new ArrayList<>();
    compose
        .path("services")
        .forEach(service -> service.path("depends_on").fieldNames().forEachRemaining(needed::add));

    // Then
    assertThat(needed).isNotEmpty().allMatch(name -> compose.path("services").has(name));
  }

  @Test
  void shouldMountOnlyFilesThatAreThere() {
    // When
    List<String> mounted =
        StreamSupport.stream(compose.path("services").spliterator(), false)
            .flatMap(service -> StreamSupport.stream(service.path("volumes").spliterator(), false))
            .map(volume -> volume.asText().split(":")[0])
            .filter(source -> source.startsWith("./"))
            .toList();

    // Then
    assertThat(mounted)
        .isNotEmpty()
        .allMatch(source -> Files.exists(Workspace.root().resolve(source)));
  }

  @Test
  void shouldHoldNoSecretOfItsOwn() {
    // When
    Map<String, String> secrets = DeployFiles.secretValues(compose);

    // Then
    assertThat(secrets).isNotEmpty();
    assertThat(secrets.values()).allMatch(value -> value.startsWith("${RAMAL_"));
  }

  @Test
  void shouldGenerateASecretForEveryPlaceholder() throws Exception {
    // When
    List<String> names = generated();
    List<String> ofTheSandbox = generated("--sandbox");

    // Then
    assertThat(names).containsExactlyInAnyOrderElementsOf(DeployFiles.placeholders(COMPOSE));
    Set<String> needed = new TreeSet<>(RealmFile.secrets(Map.of()).keySet());
    needed.remove(RealmFile.DATABASE_PASSWORD);
    assertThat(ofTheSandbox).containsAll(names).containsAll(needed).contains("COMPOSE_PROFILES");
  }

  @Test
  void shouldPingTheGatewayAtAnEntryPointOfItsOwnOrOneThatListens() {
    // Given
    List<String> command = words(compose.at("/services/api-gateway/command"));
    List<String> check = words(compose.at("/services/api-gateway/healthcheck/test"));

    // When
    String entryPoint = option(command, "--ping.entrypoint=").orElse("traefik");
    Optional<String> address = option(command, "--entrypoints." + entryPoint + ".address=");

    // Then: the default entry point of pings would take the port of the routes
    assertThat(address).isPresent();
    assertThat(addresses(command)).doesNotHaveDuplicates();
    assertThat(check)
        .contains(
            "--ping=true",
            "--ping.entrypoint=" + entryPoint,
            "--entrypoints." + entryPoint + ".address=" + address.get());
  }

  @Test
  void shouldGiveKeycloakOnlyTheSecretsThatItsRealmNames() {
    // Given
    Set<String> named = DeployFiles.secrets("deploy/keycloak/ramal-realm.json");

    // When
    Set<String> given = new TreeSet<>();
    compose.at("/services/keycloak/environment").fieldNames().forEachRemaining(given::add);
    given.removeIf(name -> name.startsWith("KC_"));
    given.removeAll(
        Set.of(
            "RAMAL_PUBLIC_BASE_URL", "RAMAL_SSL_REQUIRED", FrontendOrigins.SETTING)); // no secrets

    // Then
    assertThat(given).isEqualTo(named);
    assertThat(compose.path("services")).noneMatch(service -> service.has("env_file"));
  }

  @Test
  void shouldTakePasswordsInNoInstallationButSandboxAndTests(@TempDir Path folder)
      throws IOException {
    // When
    JsonNode realm = StateJson.mapper().readTree(RealmFile.path().toFile());
    JsonNode ours =
        StateJson.mapper()
            .readTree(
                RealmFile.withPasswordGrant(folder.resolve("realm.json"), RealmSettings.asWritten())
                    .toFile());

    // Then
    assertThat(takesPasswords(realm)).isEmpty();
    assertThat(takesPasswords(ours)).containsExactly(PasswordGrant.CLIENT);
  }

  @Test
  void shouldLogInToThePageOfARecordingBehindAnotherPort(@TempDir Path folder) throws IOException {
    // When
    Path file =
        RealmFile.withPasswordGrant(
            folder.resolve("realm.json"),
            new RealmSettings(
                "http://localhost:9191", Optional.empty(), List.of(), Optional.empty()));

    // Then
    assertThat(StateJson.mapper().readTree(file.toFile()).path("clients"))
        .filteredOn(client -> client.path("clientId").asText().equals("ramal-player"))
        .singleElement()
        .satisfies(
            player -> {
              assertThat(player.at("/redirectUris/0").asText())
                  .isEqualTo("http://localhost:9191/media/player/*");
              assertThat(player.at("/webOrigins/0").asText()).isEqualTo("http://localhost:9191");
            });
    assertThat(Files.readString(file)).doesNotContain("localhost:8080");
  }

  @Test
  void shouldLetLinksOfTheSimulatorsNameTheHostThatServicesAsk() {
    // Given
    JsonNode settings = compose.at("/x-settings");
    String host = compose.at("/services/simulators/environment/SIMULATORS_HOST").asText();
    String script = DeployFiles.text("deploy/secrets.sh");

    // Then
    assertThat(host).isEqualTo("simulators");
    assertThat(List.of("TWILIO", "TELNYX", "RDSTATION"))
        .allSatisfy(
            api -> {
              String setting = "RAMAL_" + api + "_API_URL";
              assertThat(script).contains(setting + "=http://" + host + ":");
              assertThat(settings.path(setting).asText()).contains(":-https://api.");
            });
  }

  @Test
  void shouldTellOfEveryLastingContainerWhetherItIsReady() {
    // When
    List<String> silent = new ArrayList<>();
    compose
        .path("services")
        .properties()
        .forEach(
            service -> {
              if (service.getValue().has("restart") && !service.getValue().has("healthcheck")) {
                silent.add(service.getKey());
              }
            });

    // Then
    assertThat(silent).isEmpty();
    assertThat(words(compose.at("/services/postgres/healthcheck/test")).get(1))
        .as("over TCP, which is closed while the databases are being made")
        .contains("-h 127.0.0.1");
  }

  /** The names of what {@code secrets.sh} prints. */
  private static List<String> generated(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, Workspace.root().resolve("deploy/secrets.sh").toString());
    Process script = new ProcessBuilder(command).start();
    return Arrays.stream(new String(script.getInputStream().readAllBytes()).split("\n"))
        .map(line -> line.split("=")[0])
        .toList();
  }

  private static List<String> takesPasswords(JsonNode realm) {
    return StreamSupport.stream(realm.path("clients").spliterator(), false)
        .filter(client -> client.path("directAccessGrantsEnabled").asBoolean())
        .map(client -> client.path("clientId").asText())
        .toList();
  }

  private static List<String> words(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Optional<String> option(List<String> command, String name) {
    return command.stream()
        .filter(word -> word.startsWith(name))
        .map(word -> word.substring(name.length()))
        .findFirst();
  }

  private static List<String> addresses(List<String> command) {
    return command.stream()
        .filter(word -> word.matches("--entrypoints\\.[^.]+\\.address=.*"))
        .map(word -> word.substring(word.indexOf('=') + 1))
        .toList();
  }

  /** As strict as the Compose Specification is, for the part of it that the file uses. */
  private static JsonSchema composeSchema() throws IOException {
    try (InputStream in = ComposeTest.class.getResourceAsStream("/compose.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(StateJson.mapper().readTree(in));
    }
  }

  private JsonNode withUnknownKey() {
    JsonNode copy = compose.deepCopy();
    ((ObjectNode) copy.at("/services/kafka")).put("imgae", "x");
    return copy;
  }
}
