package dev.ramal.sandbox.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.events.Topics;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KubernetesTopicsTest {
  private static final String TOPICS = "deploy/kubernetes/base/kafka/topics.yaml";
  private static final Pattern PRODUCER =
      Pattern.compile("(?m)^\\| `([a-z.-]+\\.v1)` \\|[^|]*\\| ([^|]+) \\|");

  private final Manifests production = Kustomization.render(Manifests.PRODUCTION);

  @Test
  @DisplayName("SBX-23 each topic that a service needs is a resource, and no other")
  void shouldHaveEachTopicAsAResource() throws IOException {
    // Given
    if (System.getProperty("ramal.docs.write") != null) {
      Files.writeString(Workspace.root().resolve(TOPICS), NeededTopic.written());
    }

    // When
    Map<String, NeededTopic> there = new TreeMap<>();
    for (JsonNode topic : DeployFiles.documents(TOPICS)) {
      Map<String, String> settings = new TreeMap<>();
      topic
          .at("/spec/config")
          .properties()
          .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
      there.put(
          topic.at("/spec/topicName").asText(Manifests.name(topic)),
          new NeededTopic(topic.at("/spec/partitions").asInt(), settings));
    }

    // Then
    assertThat(there).isEqualTo(NeededTopic.all()).hasSizeGreaterThan(100);
    assertThat(production.of("KafkaTopic"))
        .hasSameSizeAs(there.keySet())
        .allMatch(
            topic -> topic.at("/metadata/labels/strimzi.io~1cluster").asText().equals("kafka"));
  }

  @Test
  @DisplayName("SBX-23 replicas are added by how far each group is behind on each of its topics")
  void shouldScaleByWhatServicesRead() {
    // When
    Set<Channel> watched = new HashSet<>();
    for (ObjectNode scaled : production.of("ScaledObject")) {
      for (JsonNode trigger : scaled.at("/spec/triggers")) {
        if (trigger.path("type").asText().equals("kafka")) {
          JsonNode of = trigger.path("metadata");
          Service.find(scaled.at("/spec/scaleTargetRef/name").asText())
              .ifPresent(
                  service ->
                      watched.add(
                          new Channel(
                              service,
                              of.path("topic").asText(),
                              of.path("consumerGroup").asText())));
          assertThat(of.path("bootstrapServers").asText())
              .isEqualTo("kafka-kafka-bootstrap.ramal.svc:9093");
          assertThat(of.path("offsetResetPolicy").asText()).isEqualTo("earliest");
        }
      }
    }

    // Then
    assertThat(watched).isEqualTo(new HashSet<>(Channel.all()));
    assertThat(production.of("ScaledObject"))
        .allMatch(scaled -> scaled.at("/spec/maxReplicaCount").asInt() <= Topics.PARTITIONS);
  }

  @Test
  @DisplayName("SBX-23 each service may read what it reads and write what is its own")
  void shouldAllowEachServiceWhatItDoes() {
    // Given
    Map<String, KafkaRights> rights = new TreeMap<>();
    production
        .of("KafkaUser")
        .forEach(user -> rights.put(Manifests.name(user), new KafkaRights(user)));
    List<String> refused = new ArrayList<>();

    // When
    for (Channel channel : Channel.all()) {
      KafkaRights of = rights.get(channel.service().id());
      of.need("group", channel.group(), "Read", refused);
      of.need("group", channel.group() + "-retries", "Read", refused);
      of.need("topic", channel.topic(), "Read", refused);
      NeededTopic.all().keySet().stream()
          .filter(topic -> topic.startsWith(channel.topic() + "." + channel.group()))
          .forEach(
              topic -> {
                of.need("topic", topic, "Write", refused);
                of.need("topic", topic, "Read", refused);
              });
    }
    PRODUCER
        .matcher(DeployFiles.text("docs/topics.md"))
        .results()
        .forEach(
            row ->
                producers(row.group(2))
                    .forEach(
                        service ->
                            rights.get(service).need("topic", row.group(1), "Write", refused)));
    rights
        .get("messaging-service")
        .need("group", "messaging-service-dead-letters", "Read", refused);
    rights.get("messaging-service").need("group", "messaging-service-lineage", "Read", refused);
    rights.get("messaging-service").need("topic", Topics.BILLING, "Read", refused);
    rights.get("webhook-gateway").need("topic", Topics.CONNECTIONS, "Read", refused);

    // Then
    assertThat(refused).isEmpty();
    assertThat(rights.get("billing-service").allows("topic", Topics.CALLS, "Write")).isFalse();
    assertThat(rights.get("billing-service").allows("topic", Topics.CALL_FACTS, "Read")).isFalse();
    assertThat(rights.get("keda").allows("topic", Topics.CALLS, "Read")).isFalse();
    assertThat(rights.get("keda").allows("group", "billing-service", "Describe")).isTrue();
  }

  @Test
  @DisplayName("SBX-23 Keycloak imports the realm file as it is")
  void shouldImportTheRealmFile() throws IOException {
    // Given
    String file = "deploy/kubernetes/base/keycloak/realm.json";
    JsonNode realm = DeployFiles.yaml("deploy/keycloak/ramal-realm.json");
    if (System.getProperty("ramal.docs.write") != null) {
      ObjectNode written = (ObjectNode) DeployFiles.yaml(file);
      written.withObject("/spec").set("realm", realm);
      Files.writeString(Workspace.root().resolve(file), written.toPrettyString() + "\n");
    }

    // When
    JsonNode imported = Kustomization.render(Manifests.BASE).one("KeycloakRealmImport", "ramal");

    // Then
    assertThat(imported.at("/spec/realm")).isEqualTo(realm);
    assertThat(production.names("Keycloak"))
        .containsExactly(imported.at("/spec/keycloakCRName").asText());
  }

  private static List<String> producers(String cell) {
    return cell.equals("every service")
        ? Arrays.stream(Service.values()).map(Service::id).toList()
        : List.of(cell.split(", "));
  }
}
