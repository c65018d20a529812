package dev.ramal.sandbox.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.deploy.ReadSettings;
import dev.ramal.sandbox.processes.Service;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSettingsTest {
  /** Read by Quarkus itself, by these names; no file of ours names them. */
  private static final Set<String> OF_QUARKUS =
      Set.of(
          "QUARKUS_OIDC_CLIENT_CLIENT_ENABLED",
          "QUARKUS_OIDC_TENANT_ENABLED",
          "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE",
          "QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM",
          "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM",
          "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS");

  /** A service of compose migrates by itself. */
  private static final Set<String> OF_THE_JOB =
      Set.of("QUARKUS_FLYWAY_USERNAME", "QUARKUS_FLYWAY_PASSWORD");

  private final JsonNode compose = DeployFiles.yaml("docker-compose.yml");

  @ParameterizedTest
  @ValueSource(strings = {Manifests.DEV, Manifests.PRODUCTION, Manifests.POOLED})
  @DisplayName("SBX-22 a setting that is set is one that is read")
  void shouldSetNothingThatNobodyReads(String folder) {
    // Given
    ReadSettings read = ReadSettings.ofServices();
    Set<String> ofKafka =
        ConsumerConfig.configNames().stream()
            .map(name -> ReadSettings.variable("kafka." + name))
            .collect(Collectors.toSet());

    // When
    Set<String> set = new TreeSet<>();
    for (Workload workload : Kustomization.render(folder).workloads()) {
      if (workload.isService() || workload.isMigration()) {
        set.addAll(workload.environment().keySet());
      }
    }
    set.removeIf(name -> read.hold(name) || ofKafka.contains(name) || OF_QUARKUS.contains(name));
    for (Service service : Service.values()) {
      set.removeAll(ofCompose(service));
    }

    // Then
    assertThat(set).isEmpty();
    assertThat(ofKafka).contains("KAFKA_SASL_JAAS_CONFIG").doesNotContain("KAFKA_SASL_JASS_CONFIG");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  @DisplayName("SBX-22 a service is told whatever compose tells it")
  void shouldTellServicesWhatComposeTellsThem(Service service) {
    // Given
    Manifests manifests = Kustomization.render(Manifests.PRODUCTION);
    Workload deployment = manifests.deployment(service.id());

    // When
    Set<String> needed =
        ofCompose(service).stream()
            .map(name -> name.replace("RAMAL_SECRETS_KEYS_COMPOSE", "RAMAL_SECRETS_KEYS_MAIN"))
            .filter(name -> !OF_THE_JOB.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(deployment.environment().keySet()).containsAll(needed);
    assertThat(deployment.environment().keySet()).doesNotContainAnyElementsOf(OF_THE_JOB);
    assertThat(deployment.value("QUARKUS_OIDC_CLIENT_CLIENT_ID")).isEqualTo(service.id());
    assertThat(deployment.value("RAMAL_TOPICS_CREATE")).isEqualTo("false");
    assertThat(deployment.value("RAMAL_SECRETS_ACTIVE")).isEqualTo("main");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  @DisplayName("SBX-22 a job migrates each database as its owner, and the service waits for it")
  void shouldMigrateByAJob(Service service) {
    // Given
    Manifests manifests = Kustomization.render(Manifests.PRODUCTION);
    Workload deployment = manifests.deployment(service.id());

    // When
    Set<String> jobs = manifests.names("Job");

    // Then
    assertThat(jobs.contains(service.id() + "-migration"))
        .isEqualTo(service.database().isPresent());
    if (service.database().isPresent()) {
      String database = service.database().get();
      Workload job = new Workload(manifests.one("Job", service.id() + "-migration"));
      assertThat(job.container().path("image")).isEqualTo(deployment.container().path("image"));
      assertThat(job.value("QUARKUS_INIT_AND_EXIT")).isEqualTo("true");
      assertThat(job.value("QUARKUS_FLYWAY_USERNAME")).isEqualTo(database + "_owner");
      assertThat(job.value("QUARKUS_DATASOURCE_JDBC_URL"))
          .isEqualTo(deployment.value("QUARKUS_DATASOURCE_JDBC_URL"))
          .contains("/" + database + "?");
      assertThat(job.environment()).doesNotContainKey("QUARKUS_FLYWAY_MIGRATE_AT_START");
      assertThat(deployment.value("QUARKUS_FLYWAY_MIGRATE_AT_START")).isEqualTo("false");
      assertThat(deployment.value("QUARKUS_DATASOURCE_USERNAME"))
          .isEqualTo(job.value("QUARKUS_DATASOURCE_USERNAME"))
          .isEqualTo(database + "_app");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PRODUCTION, Manifests.POOLED})
  @DisplayName("SBX-22 no manifest holds a secret")
  void shouldHoldNoSecret(String folder) {
    // Given
    Manifests manifests = Kustomization.render(folder);

    // When
    Map<String, JsonNode> secret = new TreeMap<>();
    for (Workload workload : manifests.workloads()) {
      workload
          .environment()
          .forEach(
              (name, variable) -> {
                if (name.matches(".*(PASSWORD|SECRET|_KEYS_|ACCESS_KEY|JAAS).*")
                    && !name.equals("RAMAL_SECRETS_ACTIVE")) {
                  secret.put(workload.name() + " " + name, variable);
                }
              });
    }

    // Then
    assertThat(manifests.of("Secret")).isEmpty();
    assertThat(secret)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            (name, variable) -> {
              assertThat(variable.has("value")).isFalse();
              assertThat(variable.at("/valueFrom/secretKeyRef/key").asText()).isNotEmpty();
            });
    assertThat(manifests.workloads())
        .allSatisfy(
            workload ->
                assertThat(workload.environment().values())
                    .allMatch(variable -> variable.has("value") != variable.has("valueFrom")));
  }

  @Test
  @DisplayName("SBX-22 each secret that is named is made by the script or by an operator")
  void shouldNameSecretsThatSomebodyMakes() throws Exception {
    // Given
    Manifests manifests = Kustomization.render(Manifests.POOLED);
    Map<String, Set<String>> made = SecretNames.printed();

    // When
    Map<String, Set<String>> named = SecretNames.named(manifests);
    Map<String, Set<String>> missing = new TreeMap<>(named);
    missing.keySet().removeAll(SecretNames.ofOperators(manifests));
    missing
        .entrySet()
        .removeIf(
            entry ->
                made.containsKey(entry.getKey())
                    && made.get(entry.getKey()).containsAll(entry.getValue()));

    // Then
    assertThat(missing.keySet())
        .as("made by whoever has a certificate")
        .containsExactly("ramal-tls");
    assertThat(named.keySet()).containsAll(made.keySet());
    assertThat(manifests.of("KeycloakRealmImport").get(0).at("/spec/placeholders").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(
            DeployFiles.secrets("deploy/keycloak/ramal-realm.json"));
  }

  private Set<String> ofCompose(Service service) {
    Set<String> names = new TreeSet<>();
    compose
        .at("/services/" + service.id() + "/environment")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }
}
