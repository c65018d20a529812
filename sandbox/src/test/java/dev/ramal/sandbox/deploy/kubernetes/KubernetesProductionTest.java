package dev.ramal.sandbox.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.processes.Service;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesProductionTest {
  private static final String KIT =
      DeployFiles.text("platform/kit/src/main/resources/META-INF/microprofile-config.properties");

  private static final String SIZING = DeployFiles.text("docs/sizing.md");

  /** Of a replica beside its pool: the relay, whoever listens, and one that looks at its start. */
  private static final int SESSIONS = 3;

  /** Of the operator, Prometheus and replication, and of whoever looks into it by hand. */
  private static final int OTHERS = 30;

  private final Manifests production = Kustomization.render(Manifests.PRODUCTION);

  @Test
  @DisplayName("SBX-25 in production nothing of ours runs alone, and no drain ends all of it")
  void shouldRunNothingAlone() {
    // When
    Set<String> alone = new TreeSet<>();
    Set<String> unprotected = new TreeSet<>();
    for (Workload workload : production.deployments()) {
      if (replicas(workload, "minReplicaCount") < 2) {
        alone.add(workload.name());
      }
      if (production.of("PodDisruptionBudget").stream()
          .noneMatch(
              budget ->
                  budget.at("/spec/maxUnavailable").asInt() == 1
                      && NetworkReach.selects(budget.at("/spec/selector"), workload.podLabels()))) {
        unprotected.add(workload.name());
      }
    }

    // Then
    assertThat(production.deployments()).hasSizeGreaterThan(6);
    assertThat(alone).isEmpty();
    assertThat(unprotected).isEmpty();
    assertThat(production.of("ScaledObject"))
        .allSatisfy(
            scaled -> {
              Workload target =
                  production.deployment(scaled.at("/spec/scaleTargetRef/name").asText());
              assertThat(target.resource().at("/spec").has("replicas"))
                  .as("the autoscaler says how many")
                  .isFalse();
            });
    assertThat(production.names("ScaledObject"))
        .contains("api-gateway")
        .containsAll(Arrays.stream(Service.values()).map(Service::id).toList());
  }

  @Test
  @DisplayName("SBX-25 in production a broker, a database and a login may be away")
  void shouldBearThatOneIsAway() {
    // Given
    JsonNode kafka = production.one("Kafka", "kafka").at("/spec/kafka/config");
    JsonNode postgres = production.one("Cluster", "postgres").path("spec");

    // Then
    assertThat(kafka.path("default.replication.factor").asInt()).isEqualTo(3);
    assertThat(kafka.path("min.insync.replicas").asInt()).isEqualTo(2);
    assertThat(kafka.path("auto.create.topics.enable").asBoolean(true)).isFalse();
    assertThat(production.of("KafkaNodePool"))
        .allMatch(pool -> pool.at("/spec/replicas").asInt() == 3);
    assertThat(postgres.path("instances").asInt()).isEqualTo(3);
    assertThat(postgres.at("/postgresql/synchronous/dataDurability").asText())
        .isEqualTo("required");
    assertThat(postgres.at("/plugins/0/parameters/barmanObjectName").asText())
        .isEqualTo(Manifests.name(production.of("ObjectStore").get(0)));
    assertThat(production.one("Keycloak", "keycloak").at("/spec/instances").asInt()).isEqualTo(2);
    assertThat(production.one("Cluster", "postgres").toString())
        .contains("calls_app", "messaging_owner", "crm_app", "billing_owner")
        .doesNotContain("superuser\":true", "bypassrls");
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.DEV, Manifests.PRODUCTION, Manifests.POOLED})
  @DisplayName("SBX-25 pods have no rights, write nowhere but where they may, and stop gracefully")
  void shouldRunAsNobody(String folder) {
    // Then
    assertThat(Kustomization.render(folder).workloads())
        .allSatisfy(
            workload -> {
              JsonNode pod = workload.pod();
              JsonNode container = workload.container();
              assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
              assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
              assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
              assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
              JsonNode rights = container.path("securityContext");
              assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
              assertThat(container.at("/resources/limits").has("memory")).isTrue();
              assertThat(container.at("/resources/requests").has("cpu")).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {Manifests.DEV, Manifests.PRODUCTION})
  @DisplayName("SBX-25 services are asked at the paths that they have, and end what is under way")
  void shouldAskWhatServicesAnswer(String folder) {
    // Given
    Manifests manifests = Kustomization.render(folder);
    Matcher shutdown = Pattern.compile("quarkus\\.shutdown\\.timeout=([0-9]+)S").matcher(KIT);
    assertThat(shutdown.find()).isTrue();

    // Then
    for (Service service : Service.values()) {
      Workload workload = manifests.deployment(service.id());
      assertThat(path(workload, "startupProbe")).isEqualTo("/q/health/started");
      assertThat(path(workload, "livenessProbe")).isEqualTo("/q/health/live");
      assertThat(path(workload, "readinessProbe")).isEqualTo("/q/health/ready");
      int waits = workload.container().at("/lifecycle/preStop/sleep/seconds").asInt();
      assertThat(waits).isBetween(3, 15);
      assertThat(workload.pod().path("terminationGracePeriodSeconds").asInt())
          .isGreaterThan(waits + Integer.parseInt(shutdown.group(1)) + 10);
      assertThat(workload.value("QUARKUS_HTTP_PORT"))
          .isEqualTo(workload.container().at("/ports/0/containerPort").asText());
    }
    assertThat(DeployFiles.text("platform/kit/pom.xml")).contains("quarkus-smallrye-health");
    assertThat(KIT).doesNotContain("quarkus.smallrye-health.", "root-path");
    assertThat(DeployFiles.text("docker-compose.yml")).contains("GET /q/health/ready ");
  }

  @Test
  @DisplayName("SBX-25 Postgres bears as many connections as all replicas may open")
  void shouldBearAllConnections() {
    // Given
    Matcher pool =
        Pattern.compile("quarkus\\.datasource\\.reactive\\.max-size=([0-9]+)").matcher(KIT);
    Matcher jdbc = Pattern.compile("quarkus\\.datasource\\.jdbc\\.max-size=([0-9]+)").matcher(KIT);
    assertThat(pool.find() && jdbc.find()).isTrue();
    int ofReplica = Integer.parseInt(pool.group(1)) + Integer.parseInt(jdbc.group(1)) + SESSIONS;

    // When
    int most = OTHERS;
    for (Service service : Service.values()) {
      if (service.database().isPresent()) {
        // One more while a new version comes.
        int replicas = replicas(production.deployment(service.id()), "maxReplicaCount") + 1;
        most += replicas * (ofReplica + beside(service));
      }
    }
    JsonNode keycloak = production.one("Keycloak", "keycloak").path("spec");
    most += keycloak.path("instances").asInt() * keycloak.at("/db/poolMaxSize").asInt();

    // Then
    assertThat(most).isGreaterThan(300);
    assertThat(maxConnections(production)).isGreaterThanOrEqualTo(most);
    assertThat(SIZING)
        .contains("**" + most + "**, of `max_connections` " + maxConnections(production));
  }

  @Test
  @DisplayName("SBX-25 the page of sizes has added up what it shows")
  void shouldHaveAddedUp() {
    // Given
    Pattern row =
        Pattern.compile(
            "(?m)^\\| [^|]+ \\| [^|]+ = ([0-9.]+) \\| ([0-9.]+) \\| ([0-9.]+) \\| ([0-9.]+) \\|$");
    int[] callsAMinute = {1_000, 10_000, 100_000};
    double sum = 0;
    int rows = 0;

    // When
    for (MatchResult found : row.matcher(SIZING).results().toList()) {
      double millis = Double.parseDouble(found.group(1));
      sum += millis;
      rows++;
      for (int size = 0; size < callsAMinute.length; size++) {
        double cores = millis / 1_000 * callsAMinute[size] / 60;
        assertThat(Double.parseDouble(found.group(2 + size)))
            .as(found.group())
            .isCloseTo(cores, within(size == 2 ? 0.051 : 0.0051));
      }
    }

    // Then
    assertThat(rows).isEqualTo(6);
    assertThat(SIZING)
        .contains(
            String.format(
                Locale.ROOT,
                "| **cores** | **%.2f** | **%.1f** | **%.1f** | **%.1f** |",
                sum,
                sum / 60,
                sum / 6,
                sum / 0.6));
  }

  @Test
  @DisplayName("SBX-25 behind the pooler no limit of a connection is lost")
  void shouldKeepTheLimitsBehindThePooler() {
    // Given
    Manifests pooled = Kustomization.render(Manifests.POOLED);
    JsonNode pooler = pooled.one("Pooler", "postgres-pooler-rw").at("/spec/pgbouncer");
    String code =
        DeployFiles.text(
            "platform/kit/src/main/java/dev/ramal/kit/database/DatabaseConnections.java");

    // When
    Set<String> brought = new TreeSet<>();
    Pattern.compile("(?:parameters\\.put|addProperty)\\(\\s*\"([a-z_]+)\"")
        .matcher(code)
        .results()
        .forEach(found -> brought.add(found.group(1)));
    String lookUp =
        code.substring(code.indexOf("LOOK_UP ="), code.indexOf(");", code.indexOf("LOOK_UP =")));
    Pattern.compile("\"([a-z_]+)\", \"([a-z_]+)\"")
        .matcher(lookUp)
        .results()
        .forEach(found -> brought.add(found.group(1)));

    // Then
    assertThat(brought).contains("enable_seqscan", "plan_cache_mode", "lock_timeout");
    assertThat(pooler.path("poolMode").asText()).isEqualTo("session");
    assertThat(Set.of(pooler.at("/parameters/ignore_startup_parameters").asText().split(",")))
        .isEqualTo(brought);
    String roles = pooled.one("Cluster", "postgres").at("/spec/bootstrap/initdb").toString();
    brought.removeIf(name -> name.startsWith("tcp_") || name.equals("idle_session_timeout"));
    for (Workload workload : pooled.deployments()) {
      String address = workload.value("QUARKUS_DATASOURCE_REACTIVE_URL");
      if (address.contains("pooler")) {
        String role = workload.value("QUARKUS_DATASOURCE_USERNAME");
        assertThat(workload.value("RAMAL_DATABASE_SESSION_POOLER")).isEqualTo("true");
        assertThat(brought)
            .allMatch(name -> roles.contains("alter role " + role + " set " + name + " = "));
      } else {
        assertThat(workload.environment()).doesNotContainKey("RAMAL_DATABASE_SESSION_POOLER");
      }
    }
    assertThat(pooled.one("Cluster", "postgres").at("/spec/certificates").toString())
        .contains("postgres-pooler-rw");
  }

  /** By its own word or by what scales it; one where nobody says. */
  private int replicas(Workload workload, String bound) {
    if (workload.resource().at("/spec").has("replicas")) {
      return workload.resource().at("/spec/replicas").asInt();
    }
    for (ObjectNode scaled : production.of("ScaledObject")) {
      if (scaled.at("/spec/scaleTargetRef/name").asText().equals(workload.name())) {
        return scaled.at("/spec").path(bound).asInt(1);
      }
    }
    return 1;
  }

  /** Pools that a service has beside its own, by their defaults. */
  private static int beside(Service service) {
    if (service != Service.BILLING_SERVICE) {
      return 0;
    }
    Pattern connections =
        Pattern.compile("@WithDefault\\(\"([0-9]+)\"\\)\\s+int connections\\(\\)");
    String folder = "billing-service/src/main/java/dev/ramal/billing/";
    int sum = 0;
    for (String config :
        new String[] {"ledger/ReadConfig", "reconciliation/ReconciliationConfig"}) {
      Matcher found = connections.matcher(DeployFiles.text(folder + config + ".java"));
      assertThat(found.find()).as(config).isTrue();
      sum += Integer.parseInt(found.group(1));
    }
    return sum;
  }

  private static int maxConnections(Manifests manifests) {
    return Integer.parseInt(
        manifests
            .one("Cluster", "postgres")
            .at("/spec/postgresql/parameters/max_connections")
            .asText());
  }

  private static String path(Workload workload, String probe) {
    return workload.container().path(probe).at("/httpGet/path").asText();
  }
}
