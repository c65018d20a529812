package dev.ramal.sandbox.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.state.StateJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesManifestsTest {
  private final CoreKinds core = new CoreKinds();
  private final OperatorKinds operators = new OperatorKinds();

  @ParameterizedTest
  @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PRODUCTION, Manifests.POOLED})
  @DisplayName("SBX-42 each manifest is what its kind takes")
  void shouldBeWhatEachKindTakes(String folder) {
    // Given
    Manifests manifests = Kustomization.render(folder);

    // When
    List<String> problems = new ArrayList<>();
    manifests.all().forEach(resource -> problems.addAll(problems(resource)));

    // Then
    assertThat(manifests.all()).hasSizeGreaterThan(150);
    assertThat(problems).isEmpty();
  }

  @Test
  @DisplayName("SBX-42 what is misspelt or of another type is noticed")
  void shouldNoticeWhatNoKindTakes() {
    // Given
    Manifests manifests = Kustomization.render(Manifests.PRODUCTION);
    ObjectNode deployment = manifests.one("Deployment", "call-service");
    ObjectNode container = (ObjectNode) deployment.at("/spec/template/spec/containers/0");
    ObjectNode kafka = manifests.one("Kafka", "kafka");
    ObjectNode scaled = manifests.one("ScaledObject", "call-service");

    // When
    container.put("imgae", "x");
    container.withObject("/readinessProbe/httpGet").put("path", 5);
    deployment.withObject("/spec").put("replicas", "2");
    kafka.withObject("/spec/kafka").put("listener", "x");
    scaled.withObject("/spec").put("minReplicaCount", "2");

    // Then
    assertThat(problems(deployment))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("/containers/0/imgae"))
        .anyMatch(problem -> problem.contains("/httpGet/path: a text"))
        .anyMatch(problem -> problem.contains("/spec/replicas: a whole number"));
    assertThat(problems(kafka)).singleElement().asString().contains("listener");
    assertThat(problems(scaled)).singleElement().asString().contains("minReplicaCount");
    assertThatThrownBy(() -> problems(StateJson.mapper().createObjectNode()))
        .hasMessageContaining("kind");
  }

  @Test
  @DisplayName("SBX-42 an overlay lies in its namespace, and has no resource of another")
  void shouldLieInOneNamespace() {
    // When
    Set<String> dev = namespaces(Manifests.DEV);
    Set<String> production = namespaces(Manifests.PRODUCTION);

    // Then
    assertThat(dev).containsExactly("ramal-dev");
    assertThat(production).containsExactly("ramal");
    assertThat(namespaces(Manifests.POOLED)).containsExactly("ramal");
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PRODUCTION, Manifests.POOLED})
  @EnabledIf("dev.ramal.sandbox.deploy.kubernetes.Kubectl#isHere")
  @DisplayName("SBX-42 kustomize makes of it what the tests look at")
  void shouldBeWhatKustomizeMakesOfIt(String folder) throws Exception {
    // When
    List<ObjectNode> kustomized = Kubectl.kustomize(folder);

    // Then
    assertThat(Kustomization.comparable(Kustomization.render(folder).all()))
        .isEqualTo(Kustomization.comparable(kustomized));
  }

  @Test
  @EnabledIf("dev.ramal.sandbox.deploy.kubernetes.OwnDefinitions#areHere")
  @DisplayName("SBX-42 operators' own definitions take what is theirs")
  void shouldFollowTheOperatorsOwnDefinitions() {
    // Given
    OwnDefinitions definitions = OwnDefinitions.given();
    Set<String> held = new TreeSet<>();
    List<String> problems = new ArrayList<>();

    // When
    for (ObjectNode resource : Kustomization.render(Manifests.POOLED).all()) {
      if (definitions.know(resource)) {
        held.add(Manifests.kind(resource));
        problems.addAll(definitions.problems(resource));
      }
    }

    // Then
    assertThat(held).contains("Kafka", "KafkaTopic", "Cluster", "Pooler", "ScaledObject");
    assertThat(problems).isEmpty();
  }

  private List<String> problems(JsonNode resource) {
    if (core.know(resource)) {
      return core.problems(resource);
    }
    if (operators.know(resource)) {
      return operators.problems(resource);
    }
    throw new IllegalArgumentException("no such kind: " + resource);
  }

  private static Set<String> namespaces(String folder) {
    Set<String> namespaces = new TreeSet<>();
    for (ObjectNode resource : Kustomization.render(folder).all()) {
      namespaces.add(
          Manifests.kind(resource).equals("Namespace")
              ? Manifests.name(resource)
              : resource.at("/metadata/namespace").asText());
    }
    return namespaces;
  }
}
