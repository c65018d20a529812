package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.images.ImageName;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What containers may do, which brokers there are, and what compose's own client says. */
class ComposeContainersTest {
  /** With a value of its own where none is set. */
  private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{(RAMAL_KAFKA_[A-Z_]+):-");

  private static final List<String> PROFILES =
      List.of("sandbox", "monitoring", "cluster", "kafka-ui");

  private final JsonNode compose = DeployFiles.yaml("docker-compose.yml");

  @Test
  @DisplayName("SBX-33 services run as nobody, write to /tmp alone, and have time to end")
  void shouldLetServicesDoNoMoreThanTheyMust() {
    // Then
    for (Service service : Service.values()) {
      JsonNode container = compose.at("/services/" + service.id());
      assertThat(container.path("user").asText()).isEqualTo("1001:1001");
      assertThat(container.path("read_only").asBoolean()).isTrue();
      assertThat(words(container.path("volumes"))).containsExactly("/tmp");
      assertThat(words(container.path("cap_drop"))).containsExactly("ALL");
      assertThat(words(container.path("security_opt"))).containsExactly("no-new-privileges:true");
      assertThat(seconds(container.path("stop_grace_period").asText()))
          .as("what images wait, what the kit gives to what is under way, and some for the end")
          .isGreaterThan(5 + 10 + 15);
      assertThat(container.path("image").asText())
          .as("what ./ramal images builds")
          .isEqualTo(new ImageName(service, ImageName.version(Workspace.root())).toString());
    }
    assertThat(DeployFiles.text("deploy/image/Dockerfile"))
        .contains("QUARKUS_SHUTDOWN_DELAY=5S", "USER 1001")
        .doesNotContain("--chown");
  }

  @Test
  @DisplayName("SBX-33 the check of a container's health tells ready from not, with bash alone")
  void shouldAskForHealthWithBashAlone() throws Exception {
    // Given
    List<String> check = words(compose.at("/services/call-service/healthcheck/test"));
    String script = check.get(check.size() - 1).replace("$$", "$");

    // Then
    try (HealthStub ready = new HealthStub(200);
        HealthStub notReady = new HealthStub(503)) {
      assertThat(bash(script.replace("8080", "" + ready.port()))).isZero();
      assertThat(bash(script.replace("8080", "" + notReady.port()))).isNotZero();
      assertThat(ready.asked()).isEqualTo("/q/health/ready");
    }
    assertThat(check).startsWith("CMD", "bash", "-c");
  }

  @Test
  @DisplayName("SBX-34 three brokers: each knows the others, each record has three copies")
  void shouldRunThreeBrokers() throws IOException {
    // Given
    Map<String, String> settings = generated("--cluster");
    String voters = settings.get("RAMAL_KAFKA_VOTERS");

    // When
    Set<String> ids = new HashSet<>();
    Set<String> volumes = new HashSet<>();
    Set<String> ports = new HashSet<>();
    List<String> brokers = new ArrayList<>();
    for (String name : List.of("kafka", "kafka-2", "kafka-3")) {
      JsonNode broker = compose.at("/services/" + name);
      JsonNode environment = broker.path("environment");
      String id = environment.path("KAFKA_NODE_ID").asText();
      ids.add(id);
      volumes.add(words(broker.path("volumes")).get(0).split(":")[0]);
      ports.add(words(broker.path("ports")).get(0));
      brokers.add(name + ":9092");

      // Then
      assertThat(voters.split(",")).contains(id + "@" + name + ":9093");
      assertThat(environment.path("KAFKA_ADVERTISED_LISTENERS").asText())
          .startsWith("PLAINTEXT://" + name + ":9092,");
      assertThat(environment.path("KAFKA_CONTROLLER_QUORUM_VOTERS").asText())
          .isEqualTo("${RAMAL_KAFKA_VOTERS:-1@kafka:9093}");
      assertThat(broker.path("profiles").isMissingNode()).isEqualTo(name.equals("kafka"));
    }
    assertThat(List.of(ids, volumes, ports)).allMatch(each -> each.size() == 3);
    String file = DeployFiles.text("docker-compose.yml");
    String declared = file.substring(file.indexOf("\nvolumes:\n"));
    assertThat(volumes).allMatch(volume -> declared.contains("\n  " + volume + ":"));
    assertThat(settings)
        .containsEntry("COMPOSE_PROFILES", "cluster")
        .containsEntry("RAMAL_KAFKA_BROKERS", String.join(",", brokers))
        .containsEntry("RAMAL_KAFKA_REPLICAS", "3")
        .containsEntry("RAMAL_KAFKA_IN_SYNC", "2");
    assertThat(settings.keySet()).containsAll(withDefaults());
    assertThat(compose.at("/services/topics/environment/REPLICATION").asText())
        .isEqualTo("${RAMAL_KAFKA_REPLICAS:-1}");
    assertThat(generated()).doesNotContainKeys("COMPOSE_PROFILES", "RAMAL_KAFKA_REPLICAS");
    assertThat(generated("--sandbox", "--cluster"))
        .containsEntry("COMPOSE_PROFILES", "sandbox,cluster");
  }

  @Test
  @DisplayName("SBX-34 topics wait for as many brokers as there are to be copies")
  void shouldWaitForBrokersBeforeTopics(@TempDir Path folder) throws Exception {
    // Given: brokers come up one after the other, each time somebody asks
    Path kafka = Files.createDirectories(folder.resolve("bin"));
    program(
        kafka.resolve("kafka-broker-api-versions.sh"),
        "echo . >>"
            + folder
            + "/asked\n"
            + "i=0; while read -r _; do i=$((i + 1)); echo \"k (id: $i rack: null) -> (\"; done <"
            + folder
            + "/asked\n");
    program(
        kafka.resolve("kafka-topics.sh"),
        "wc -l <%1$s/asked >>%1$s/brokers\necho \"$*\" >>%1$s/made\n".formatted(folder));
    program(folder.resolve("bin/sleep"), "exit 0\n");
    String script =
        DeployFiles.text("deploy/kafka/create.sh").replace("/opt/kafka/bin", kafka.toString());
    Path copy = Files.writeString(folder.resolve("create.sh"), script);
    Files.writeString(folder.resolve("topics.txt"), "calls.events.v1 12 retention.ms=1\n");

    // When
    ProcessBuilder create = new ProcessBuilder("bash", copy.toString(), "kafka:9092");
    create.environment().merge("PATH", kafka.toString(), (path, own) -> own + ":" + path);
    create.environment().put("REPLICATION", "3");
    Process run = create.redirectErrorStream(true).start();
    String said = new String(run.getInputStream().readAllBytes());

    // Then
    assertThat(run.waitFor()).as(said).isZero();
    assertThat(Files.readString(folder.resolve("brokers")).strip()).isEqualTo("3");
    assertThat(Files.readString(folder.resolve("made")))
        .contains("--topic calls.events.v1 --partitions 12 --replication-factor 3");
  }

  @Test
  @DisplayName("SBX-34 the page of Kafka's topics changes nothing and is not open to everybody")
  void shouldShowTopicsToWhoeverHasThePassword() {
    // Given
    JsonNode ui = compose.at("/services/kafka-ui");

    // Then
    assertThat(words(ui.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(ui.at("/environment/AUTH_TYPE").asText()).isEqualTo("LOGIN_FORM");
    assertThat(ui.at("/environment/KAFKA_CLUSTERS_0_READONLY").asText()).isEqualTo("true");
    assertThat(words(ui.path("entrypoint")))
        .last()
        .asString()
        .contains("$${RAMAL_KAFKA_UI_PASSWORD:?run deploy/secrets.sh}");
  }

  @Test
  @EnabledIf("hasComposeClient")
  @DisplayName("SBX-34 compose's own client takes the file, and no broken one")
  void shouldBeTakenByComposeItself(@TempDir Path folder) throws Exception {
    // Given
    Path environment = Files.writeString(folder.resolve(".env"), lines(generated("--cluster")));
    ObjectNode broken = compose.deepCopy();
    ((ObjectNode) broken.at("/services/kafka")).put("read_only", "perhaps");
    Path other = folder.resolve("broken.yml");
    StateJson.mapper().writeValue(other.toFile(), broken);

    // When
    Told taken = config(Workspace.root().resolve("docker-compose.yml"), environment);
    Told refused = config(other, environment);

    // Then
    assertThat(taken.code()).as(taken.said()).isZero();
    Set<String> names = new TreeSet<>();
    StateJson.mapper()
        .readTree(taken.said())
        .path("services")
        .fieldNames()
        .forEachRemaining(names::add);
    Set<String> written = new TreeSet<>();
    compose.path("services").fieldNames().forEachRemaining(written::add);
    assertThat(names).isEqualTo(written);
    assertThat(refused.code()).isNotZero();
  }

  /** Docker's client alone has no compose. */
  static boolean hasComposeClient() {
    try {
      return new ProcessBuilder("docker", "compose", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private record Told(int code, String said) {}

  private static Told config(Path file, Path environment) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("docker", "compose", "-f", "" + file, "--env-file", "" + environment));
    PROFILES.forEach(profile -> command.addAll(List.of("--profile", profile)));
    command.addAll(List.of("config", "--format", "json"));
    Process process = new ProcessBuilder(command).start();
    String said = new String(process.getInputStream().readAllBytes());
    return new Told(process.waitFor(), said);
  }

  private static Set<String> withDefaults() {
    return WITH_DEFAULT
        .matcher(DeployFiles.text("docker-compose.yml"))
        .results()
        .map(hit -> hit.group(1))
        .filter(name -> !name.endsWith("_PASSWORD"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What {@code secrets.sh} prints, by name. */
  private static Map<String, String> generated(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, Workspace.root().resolve("deploy/secrets.sh").toString());
    Process script = new ProcessBuilder(command).start();
    Map<String, String> settings = new TreeMap<>();
    Arrays.stream(new String(script.getInputStream().readAllBytes()).split("\n"))
        .map(line -> line.split("=", 2))
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static int bash(String script) throws Exception {
    return new ProcessBuilder("bash", "-c", script).start().waitFor();
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static int seconds(String duration) {
    return Integer.parseInt(duration.replace("s", ""));
  }

  private static List<String> words(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
