package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.entry.Routes;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an operator expects of an installation in containers. */
class InstallationTest {
  private static final List<String> DATABASES = List.of("calls", "messaging", "crm", "billing");

  /** By compose itself; a container's shell is asked with two dollars. */
  private static final Pattern ASKED = Pattern.compile("(?<!\\$)\\$\\{(RAMAL_[A-Z_]+):\\?");

  private final JsonNode compose = DeployFiles.yaml("docker-compose.yml");

  @Test
  void shouldGiveEachDatabaseRoleAPasswordOfItsOwn() {
    // When
    List<String> given = new ArrayList<>();
    for (JsonNode service : compose.path("services")) {
      JsonNode environment = service.path("environment");
      for (String name : List.of("QUARKUS_DATASOURCE", "QUARKUS_FLYWAY", "KC_DB")) {
        if (environment.has(name + "_USERNAME")) {
          String role = environment.path(name + "_USERNAME").asText();
          assertThat(environment.path(name + "_PASSWORD").asText())
              .startsWith("${RAMAL_DATABASE_PASSWORD_" + role.toUpperCase() + ":?");
          given.add(role);
        }
      }
    }

    // Then
    List<String> roles = new ArrayList<>(List.of("keycloak"));
    DATABASES.forEach(name -> roles.addAll(List.of(name + "_owner", name + "_app")));
    assertThat(given).containsExactlyInAnyOrderElementsOf(roles);
    assertThat(compose.at("/services/postgres/environment").properties())
        .extracting(Map.Entry::getKey)
        .containsAll(
            roles.stream().map(role -> "RAMAL_DATABASE_PASSWORD_" + role.toUpperCase()).toList());
  }

  @Test
  void shouldMakeEachRoleWithItsPassword() throws Exception {
    // Given: what stands in for the programs of Postgres says what it is asked
    Path programs = Files.createTempDirectory("programs");
    for (String program : List.of("psql", "createdb")) {
      Path file = Files.writeString(programs.resolve(program), "#!/bin/bash\necho \"$*\"; cat\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    ProcessBuilder script =
        new ProcessBuilder(Workspace.root().resolve("deploy/postgres/databases.sh").toString())
            .redirectInput(new java.io.File("/dev/null"));
    script.environment().merge("PATH", programs.toString(), (path, own) -> own + ":" + path);
    for (String database : DATABASES) {
      for (String kind : List.of("owner", "app")) {
        String role = database + "_" + kind;
        script.environment().put("RAMAL_DATABASE_PASSWORD_" + role.toUpperCase(), "of-" + role);
      }
    }
    script.environment().put("RAMAL_DATABASE_PASSWORD_KEYCLOAK", "of-keycloak");

    // When
    Process run = script.start();
    String said = new String(run.getInputStream().readAllBytes());

    // Then
    assertThat(run.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("password=of-crm_app -U postgres\ncreate role crm_app login")
        .contains("password=of-crm_owner -U postgres\ncreate role crm_owner login")
        .contains("password=of-keycloak -U postgres\ncreate role keycloak login");
  }

  @Test
  void shouldNameEachImageExactly() {
    // When
    List<String> images = new ArrayList<>();
    compose
        .path("services")
        .forEach(
            service -> {
              if (service.has("image")) {
                images.add(service.path("image").asText());
              }
            });
    for (String file : List.of("Dockerfile", "docs.Dockerfile", "simulators.Dockerfile")) {
      DeployFiles.text("deploy/image/" + file)
          .lines()
          .filter(line -> line.startsWith("FROM "))
          .forEach(line -> images.add(line.substring(5)));
    }

    // Then: a release of Postgres has two numbers, all others have three
    assertThat(images)
        .hasSizeGreaterThan(8)
        .allMatch(
            image -> image.matches(".+:(v?\\d+(\\.\\d+)+.*|RELEASE\\.\\d{4}-.+)"), "a release")
        .noneMatch(image -> image.matches(".+:v?\\d+(\\.\\d+)?") && !image.startsWith("postgres:"));
  }

  @Test
  void shouldLimitTheMemoryOfEachContainer() {
    // Then
    compose
        .path("services")
        .properties()
        .forEach(
            service ->
                assertThat(service.getValue().path("mem_limit").asText())
                    .as(service.getKey())
                    .isNotEmpty());
  }

  @Test
  void shouldHaveNoDemonstrationOutsideItsProfile() {
    // When
    JsonNode realm = DeployFiles.yaml("deploy/keycloak/ramal-realm.json");
    List<String> optional = new ArrayList<>();
    compose
        .path("services")
        .properties()
        .forEach(
            service -> {
              if (service.getValue().path("profiles").toString().equals("[\"sandbox\"]")) {
                optional.add(service.getKey());
              }
            });

    // Then
    assertThat(optional).containsExactlyInAnyOrder("simulators", "demo");
    assertThat(realm.path("users"))
        .hasSize(Service.values().length)
        .allMatch(user -> user.has("serviceAccountClientId") && !user.has("credentials"));
    assertThat(realm.has("groups")).isFalse();
    assertThat(realm.path("clients"))
        .noneMatch(client -> client.path("clientId").asText().startsWith("org:"));
  }

  @Test
  void shouldGiveTheDemonstrationThePasswordsOfItsPeople() {
    // Given
    List<String> given = new ArrayList<>();
    compose.at("/services/demo/environment").fieldNames().forEachRemaining(given::add);

    // Then
    assertThat(given).containsAll(DeployFiles.secrets("deploy/keycloak/demo.json"));
  }

  @Test
  void shouldLetSomebodyAdministerKeycloakAndTakeTlsBySetting() {
    // Given
    JsonNode keycloak = compose.at("/services/keycloak/environment");

    // Then
    assertThat(keycloak.path("KC_BOOTSTRAP_ADMIN_PASSWORD").asText())
        .startsWith("${RAMAL_KEYCLOAK_ADMIN_PASSWORD:?");
    assertThat(keycloak.path("RAMAL_SSL_REQUIRED").asText())
        .isEqualTo("${RAMAL_SSL_REQUIRED:-external}");
    assertThat(DeployFiles.yaml("deploy/keycloak/ramal-realm.json").path("sslRequired").asText())
        .isEqualTo("${RAMAL_SSL_REQUIRED:external}");
  }

  @Test
  void shouldLogWhoAskedAndNothingThatMayHoldANumber() {
    // When
    List<String> command =
        StreamSupport.stream(compose.at("/services/api-gateway/command").spliterator(), false)
            .map(JsonNode::asText)
            .toList();

    // Then
    assertThat(command)
        .contains(
            "--accesslog=true",
            "--accesslog.format=json",
            "--accesslog.fields.names.RequestPath=drop",
            "--accesslog.fields.names.RequestLine=drop");
  }

  @Test
  void shouldLogJsonInContainers() {
    // Then
    assertThat(DeployFiles.text("deploy/image/Dockerfile"))
        .contains("ENV QUARKUS_LOG_CONSOLE_JSON_ENABLED=true");
    assertThat(compose.at("/x-settings").has("QUARKUS_LOG_CONSOLE_JSON_ENABLED")).isFalse();
  }

  @Test
  void shouldSayWhatToDoForEachAlert() {
    // Given
    String page = DeployFiles.text("docs/operations.md");
    JsonNode rules = DeployFiles.yaml("deploy/prometheus/alerts.yml").at("/groups/0/rules");

    // Then
    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(rules)
        .allSatisfy(
            rule -> {
              String[] look = rule.at("/annotations/look").asText().split(", ", 2);
              assertThat(look[0]).isEqualTo("docs/operations.md");
              assertThat(page).contains("\n| " + look[1] + " |");
            });
  }

  @Test
  void shouldAlertForTheFirstEventThatACounterCounts() {
    // Given: a counter begins with its first event, and an increase of what was not there is none
    Pattern increase = Pattern.compile("increase\\(([^\\[]+)\\[(\\w+)]\\)");
    List<String> blind = new ArrayList<>();

    // When
    int counted = 0;
    for (JsonNode rule : DeployFiles.yaml("deploy/prometheus/alerts.yml").at("/groups/0/rules")) {
      String expr = rule.path("expr").asText();
      for (MatchResult hit : increase.matcher(expr).results().toList()) {
        counted++;
        String series = hit.group(1);
        if (!expr.contains("(" + series + " unless " + series + " offset " + hit.group(2) + ")")) {
          blind.add(rule.path("alert").asText());
        }
      }
    }

    // Then
    assertThat(counted).isGreaterThan(1);
    assertThat(blind).isEmpty();
  }

  @Test
  void shouldStartWithTheDefaultsThatThePageNames() {
    // Given
    Pattern row = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([^`]+)`");
    String file = DeployFiles.text("docker-compose.yml");

    // When
    List<String> named =
        row.matcher(DeployFiles.text("deploy/README.md"))
            .results()
            .map(hit -> "${" + hit.group(1) + ":-" + hit.group(2) + "}")
            .toList();

    // Then
    assertThat(named).hasSizeGreaterThan(4).allMatch(file::contains);
  }

  @Test
  @DisplayName(
      "SBX-20 who does not monitor needs no password of Grafana, which does not start without one")
  void shouldAskForAPasswordOfGrafanaWhereItRuns() throws Exception {
    // Given: compose asks for what a service needs whether it runs or not
    Set<String> always = new TreeSet<>();
    Set<String> ofProfiles = new TreeSet<>();
    for (JsonNode service : compose.path("services")) {
      ASKED
          .matcher(service.toString())
          .results()
          .forEach(hit -> (service.has("profiles") ? ofProfiles : always).add(hit.group(1)));
    }

    // When
    Ran without = startGrafana("");
    Ran with = startGrafana("a password");

    // Then
    assertThat(always).isNotEmpty().containsAll(ofProfiles);
    assertThat(without.code()).isNotZero();
    assertThat(without.said()).contains("RAMAL_GRAFANA_PASSWORD", "deploy/secrets.sh");
    assertThat(with.code()).as(with.said()).isZero();
    assertThat(with.said().lines()).contains("GF_SECURITY_ADMIN_PASSWORD=a password");
  }

  /** What became of a process. */
  private record Ran(int code, String said) {}

  /** As its container would; instead of Grafana itself runs what prints the environment. */
  private Ran startGrafana(String password) throws IOException, InterruptedException {
    JsonNode grafana = compose.at("/services/grafana");
    List<String> command = new ArrayList<>();
    for (JsonNode word : grafana.path("entrypoint")) {
      command.add(word.asText().replace("$$", "$").replace("/run.sh", "env"));
    }
    assertThat(command).last().asString().endsWith("env");
    assertThat(grafana.at("/environment/RAMAL_GRAFANA_PASSWORD").asText())
        .isEqualTo("${RAMAL_GRAFANA_PASSWORD:-}");
    ProcessBuilder start = new ProcessBuilder(command).redirectErrorStream(true);
    start.environment().put("RAMAL_GRAFANA_PASSWORD", password);
    Process process = start.start();
    String said = new String(process.getInputStream().readAllBytes());
    return new Ran(process.waitFor(), said);
  }

  @Test
  void shouldRouteNothingThatNoServiceAnswers() {
    // When
    List<String> silent = new ArrayList<>();
    Routes.prefixes()
        .forEach(
            (prefix, service) -> {
              if (!isFile(service, prefix)
                  && sources(service).noneMatch(source -> source.contains("\"" + prefix))) {
                silent.add(prefix);
              }
            });

    // Then
    assertThat(silent).isEmpty();
  }

  /** Such a service hands out files as they are. */
  private static boolean isFile(Service service, String path) {
    return Files.isRegularFile(
        Workspace.root()
            .resolve(service.id())
            .resolve("src/main/resources/META-INF/resources" + path));
  }

  private static Stream<String> sources(Service service) {
    try {
      return Files.walk(Workspace.root().resolve(service.id()).resolve("src/main/java"))
          .filter(path -> path.toString().endsWith(".java"))
          .map(InstallationTest::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
