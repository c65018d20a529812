package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.processes.Service;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings of the containers beside those of the sandbox, which runs. */
class ComposeSettingsTest {
  private static final Pattern PUT =
      Pattern.compile("settings\\.put\\(\\s*\"((?:[^\"\\\\]|\\\\.)+)\"");

  /**
   * What the sandbox sets for its own sake: simulated time, one machine, a Keycloak that starts, a
   * chat that is simulated.
   */
  private static final Set<String> OF_THE_SANDBOX =
      Set.of(
          "QUARKUS_SHUTDOWN_TIMEOUT",
          "KAFKA_SESSION_TIMEOUT_MS",
          "QUARKUS_OIDC_CONNECTION_DELAY",
          "QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL",
          "QUARKUS_LOG_FILTER__IO_QUARKUS_OIDC_RUNTIME_OIDCRECORDER__IF_STARTS_WITH",
          "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE",
          "RAMAL_MESSAGING_ALERTS_SLACK_STAND_IN",
          "RAMAL_MESSAGING_TEMPLATES_POLL",
          "RAMAL_MESSAGING_TEMPLATES_PENDING",
          "RAMAL_CRM_ACTIVITIES_SETTLE",
          "RAMAL_CRM_ACTIVITIES_WRAP_UP",
          "RAMAL_CRM_DELIVERY_NOTE_SETTLE",
          "RAMAL_CRM_OUTAGES_FIRST_PAUSE",
          "RAMAL_CRM_OUTAGES_LONGEST_PAUSE",
          "RAMAL_RDSTATION_REQUESTS_PER_SECOND",
          "RAMAL_STORAGE_FOLDER",
          "RAMAL_STORAGE_NEARBY");

  /** What is asked of services that keep files, or serve the page of a recording. */
  private static final Pattern OF_SOME = Pattern.compile("RAMAL_(STORAGE|PLAYER)_.*");

  private static final Pattern OF_A_DATABASE = Pattern.compile("QUARKUS_(DATASOURCE|FLYWAY)_.*");

  private final JsonNode compose = DeployFiles.yaml("docker-compose.yml");

  @Test
  void shouldSetNothingThatNoServiceReads() {
    // Given
    ReadSettings read = ReadSettings.ofServices();

    // When
    Set<String> set = new TreeSet<>();
    for (Service service : Service.values()) {
      set.addAll(environment(service));
    }
    set.removeIf(name -> read.hold(name) || ofTheSandbox().contains(name));

    // Then
    assertThat(set).isEmpty();
    assertThat(read.hold("RAMAL_STORAGE_S3_BUCKET")).isTrue();
    assertThat(read.hold("RAMAL_STORAGE_S3_BUCKETS")).isFalse();
    assertThat(read.hold("RAMAL_SECRETS_KEYS_ANY")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void shouldSetWhateverTheSandboxSets(Service service) {
    // Given
    Set<String> needed = ofTheSandbox();
    needed.removeAll(OF_THE_SANDBOX);
    needed.removeIf(name -> OF_SOME.matcher(name).matches());
    if (service.database().isEmpty()) {
      needed.removeIf(name -> OF_A_DATABASE.matcher(name).matches());
    }

    // Then
    assertThat(environment(service)).containsAll(needed);
  }

  @Test
  void shouldTellWhoeverKeepsFilesWhere() {
    // Then
    for (Service service :
        List.of(Service.CALL_SERVICE, Service.MESSAGING_SERVICE, Service.BILLING_SERVICE)) {
      assertThat(environment(service))
          .contains(
              "RAMAL_STORAGE_KIND",
              "RAMAL_STORAGE_S3_ENDPOINT",
              "RAMAL_STORAGE_S3_BUCKET",
              "RAMAL_STORAGE_S3_ACCESS_KEY",
              "RAMAL_STORAGE_S3_SECRET_KEY");
    }
    assertThat(environment(Service.CALL_SERVICE)).contains("RAMAL_PLAYER_AUTHORITY");
  }

  /** The secret key that seals has a name of its own in each. */
  private static Set<String> ofTheSandbox() {
    return PUT.matcher(
            DeployFiles.text(
                "sandbox/src/main/java/dev/ramal/sandbox/processes/ServiceSettings.java"))
        .results()
        .map(hit -> ReadSettings.variable(hit.group(1).replace("\\\"", "\"")))
        .map(name -> name.replace("RAMAL_SECRETS_KEYS_SANDBOX", "RAMAL_SECRETS_KEYS_COMPOSE"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> environment(Service service) {
    Set<String> names = new TreeSet<>();
    compose
        .at("/services/" + service.id() + "/environment")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }
}
