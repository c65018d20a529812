package dev.ramal.sandbox.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.deploy.kubernetes.NetworkReach.Pod;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.Workspace;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesWiringTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?|postgresql)://([a-z][a-z0-9-]*):([0-9]+)");

  /** What Keycloak's operator writes on its pods. */
  private static final Pod KEYCLOAK =
      pod(
          "app=keycloak,app.kubernetes.io/instance=keycloak,"
              + "app.kubernetes.io/managed-by=keycloak-operator");

  private static final Pod POSTGRES = pod("cnpg.io/cluster=postgres");
  private static final Pod KAFKA = pod("strimzi.io/cluster=kafka");

  @ParameterizedTest
  @ValueSource(strings = {Manifests.DEV, Manifests.PRODUCTION, Manifests.POOLED})
  @DisplayName("SBX-24 accounts, selectors, ports and volumes match")
  void shouldNameWhatIsThere(String folder) {
    // Given
    Manifests manifests = Kustomization.render(folder);

    // When
    List<String> missing = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      if (!manifests
          .names("ServiceAccount")
          .contains(workload.pod().path("serviceAccountName").asText())) {
        missing.add(workload.name() + " has no account");
      }
      JsonNode selector = workload.resource().at("/spec/selector");
      if (!NetworkReach.selects(selector, workload.podLabels())) {
        missing.add(workload.name() + " does not select its pods");
      }
      missing.addAll(volumes(workload, manifests));
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        JsonNode port = workload.container().path(probe).at("/httpGet/port");
        if (!port.isMissingNode() && !portNames(workload).contains(port.asText())) {
          missing.add(workload.name() + " " + probe + " asks a port that is not there");
        }
      }
    }
    for (ObjectNode service : manifests.of("Service")) {
      missing.addAll(selected(service, manifests));
    }

    // Then
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.DEV, Manifests.PRODUCTION, Manifests.POOLED})
  @DisplayName("SBX-24 each address is one of somebody who listens there")
  void shouldAskWhoeverListens(String folder) {
    // Given
    Manifests manifests = Kustomization.render(folder);
    Set<String> listen = listening(manifests);

    // When
    Set<String> asked = new TreeSet<>();
    for (Workload workload : manifests.workloads()) {
      workload
          .environment()
          .values()
          .forEach(variable -> addresses(variable.path("value").asText(), asked));
      if (workload.isService()) {
        asked.add(workload.value("KAFKA_BOOTSTRAP_SERVERS"));
      }
    }
    addresses(DeployFiles.text("deploy/gateway/routes.yml"), asked);
    manifests
        .of("Ingress")
        .forEach(
            ingress ->
                ingress
                    .findValues("service")
                    .forEach(
                        of -> asked.add(of.path("name").asText() + ":" + port(of, manifests))));
    asked.removeIf(address -> address.startsWith("localhost:"));

    // Then
    assertThat(asked).contains("call-service:8080", "keycloak:8080", "kafka-kafka-bootstrap:9093");
    assertThat(listen).containsAll(asked);
    assertThat(manifests.one("ConfigMap", "api-gateway-routes").at("/data/routes.yml").asText())
        .isEqualTo(DeployFiles.text("deploy/gateway/routes.yml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PRODUCTION})
  @DisplayName("SBX-24 images are those that the build makes, or that compose takes")
  void shouldRunImagesThatSomebodyBuilds(String folder) {
    // Given
    JsonNode compose = DeployFiles.yaml("docker-compose.yml");
    String project = compose.path("name").asText();
    Set<String> built = new TreeSet<>();
    compose
        .path("services")
        .properties()
        .forEach(
            service ->
                built.add(
                    service
                        .getValue()
                        .path("image")
                        .asText(project + "-" + service.getKey())
                        .replaceFirst("^ramal/([a-z-]+):.*$", project + "-$1")));
    if (Files.exists(Workspace.root().resolve("deploy/image/docs.Dockerfile"))) {
      built.add(project + "-docs");
    }

    // When
    Set<String> run = new TreeSet<>();
    for (Workload workload : Kustomization.render(folder).workloads()) {
      String image = workload.container().path("image").asText();
      run.add(
          image
              .replaceFirst("^registry\\.example\\.com/ramal/", project + "-")
              .replaceFirst("^(" + project + "-[a-z-]+):[a-z0-9.]+$", "$1"));
    }

    // Then
    assertThat(run).contains("ramal-call-service", "traefik:v3.4.4");
    assertThat(built).containsAll(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.DEV, Manifests.PRODUCTION})
  @DisplayName("SBX-24 network policies let through what is needed, and nothing else of ours")
  void shouldLetThroughWhatIsNeeded(String folder) {
    // Given
    Manifests manifests = Kustomization.render(folder);
    NetworkReach reach = new NetworkReach(manifests.of("NetworkPolicy"));
    Pod entry = Pod.of(manifests.deployment("api-gateway"));
    Pod docs = Pod.of(manifests.deployment("docs"));
    Pod gateway = Pod.of(manifests.deployment(Service.WEBHOOK_GATEWAY.id()));
    Pod calls = Pod.of(manifests.deployment(Service.CALL_SERVICE.id()));

    // Then
    for (Service service : Service.values()) {
      Pod pod = Pod.of(manifests.deployment(service.id()));
      boolean stores = service.database().isPresent();
      assertThat(reach.allows(entry, pod, 8080)).as("entry to %s", service).isTrue();
      assertThat(reach.allows(pod, KAFKA, 9093)).as("%s to Kafka", service).isTrue();
      assertThat(reach.allows(pod, KEYCLOAK, 8080)).as("%s to Keycloak", service).isTrue();
      assertThat(reach.allows(pod, POSTGRES, 5432)).as("%s to Postgres", service).isEqualTo(stores);
      assertThat(reach.allowsOutside(pod, 443)).as("%s outside", service).isEqualTo(stores);
      assertThat(reach.allowsOutside(pod, 80)).as("%s outside, in clear", service).isFalse();
      assertThat(reach.allows(docs, pod, 8080)).as("docs to %s", service).isFalse();
      assertThat(reach.allows(calls, pod, 8080)).as("calls to %s", service).isFalse();
    }
    manifests
        .of("Job")
        .forEach(
            job -> {
              Pod pod = Pod.of(new Workload(job));
              assertThat(reach.allows(pod, POSTGRES, 5432)).isTrue();
              assertThat(reach.allows(pod, KAFKA, 9093)).isFalse();
              assertThat(reach.allowsOutside(pod, 443)).isFalse();
            });
    assertThat(reach.allows(gateway, calls, 8080)).isTrue();
    assertThat(reach.allows(entry, docs, 8080)).isTrue();
    assertThat(reach.allows(entry, KEYCLOAK, 8080)).isTrue();
    assertThat(reach.allows(entry, POSTGRES, 5432)).isFalse();
    assertThat(reach.allows(entry, KAFKA, 9093)).isFalse();
    assertThat(reach.allows(KEYCLOAK, POSTGRES, 5432)).isTrue();
    assertThat(reach.allows(KAFKA, POSTGRES, 5432)).isFalse();
  }

  private static List<String> volumes(Workload workload, Manifests manifests) {
    List<String> missing = new ArrayList<>();
    Set<String> there = new TreeSet<>(workload.pod().path("volumes").findValuesAsText("name"));
    Set<String> mounted = new TreeSet<>();
    workload
        .container()
        .path("volumeMounts")
        .forEach(mount -> mounted.add(mount.path("name").asText()));
    for (JsonNode volume : workload.pod().path("volumes")) {
      String map = volume.at("/configMap/name").asText();
      there.remove(map);
      if (!map.isEmpty() && !manifests.names("ConfigMap").contains(map)) {
        missing.add(workload.name() + " mounts a config map that is not there: " + map);
      }
    }
    if (!there.equals(mounted)) {
      missing.add(workload.name() + " has " + there + " and mounts " + mounted);
    }
    return missing;
  }

  private static List<String> selected(ObjectNode service, Manifests manifests) {
    JsonNode selector =
        StateJson.mapper().createObjectNode().set("matchLabels", service.at("/spec/selector"));
    List<Workload> selected =
        manifests.workloads().stream()
            .filter(workload -> NetworkReach.selects(selector, workload.podLabels()))
            .toList();
    String name = Manifests.name(service);
    if (name.equals("keycloak")) {
      return NetworkReach.selects(selector, KEYCLOAK.labels())
          ? List.of()
          : List.of("keycloak does not select what the operator makes");
    }
    if (selected.size() != 1 || !selected.get(0).name().equals(name)) {
      return List.of(name + " selects " + selected.stream().map(Workload::name).toList());
    }
    List<String> missing = new ArrayList<>();
    for (JsonNode port : service.at("/spec/ports")) {
      if (!portNames(selected.get(0)).contains(port.path("targetPort").asText())) {
        missing.add(name + " leads to a port that is not there: " + port);
      }
    }
    return missing;
  }

  private static List<String> portNames(Workload workload) {
    return workload.container().path("ports").findValuesAsText("name");
  }

  private static void addresses(String text, Set<String> into) {
    ADDRESS
        .matcher(text)
        .results()
        .forEach(found -> into.add(found.group(1) + ":" + found.group(2)));
  }

  /** Services of ours, and those that operators make for their resources. */
  private static Set<String> listening(Manifests manifests) {
    Set<String> listening = new TreeSet<>();
    for (ObjectNode service : manifests.of("Service")) {
      service
          .at("/spec/ports")
          .forEach(
              port -> listening.add(Manifests.name(service) + ":" + port.path("port").asInt()));
    }
    for (ObjectNode kafka : manifests.of("Kafka")) {
      kafka
          .at("/spec/kafka/listeners")
          .forEach(
              listener ->
                  listening.add(
                      Manifests.name(kafka) + "-kafka-bootstrap:" + listener.path("port").asInt()));
    }
    manifests.names("Cluster").forEach(cluster -> listening.add(cluster + "-rw:5432"));
    manifests.names("Pooler").forEach(pooler -> listening.add(pooler + ":5432"));
    return listening;
  }

  private static int port(JsonNode of, Manifests manifests) {
    for (JsonNode port : manifests.one("Service", of.path("name").asText()).at("/spec/ports")) {
      if (port.path("name").equals(of.at("/port/name"))) {
        return port.path("port").asInt();
      }
    }
    return 0;
  }

  private static Pod pod(String labels) {
    ObjectNode written = StateJson.mapper().createObjectNode();
    for (String label : labels.split(",")) {
      written.put(label.split("=")[0], label.split("=")[1]);
    }
    return new Pod(written, StateJson.mapper().createArrayNode());
  }
}
