package dev.ramal.sandbox.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an outside client needs to work with a sandbox; printed by {@code ./ramal status
 * --json}.
 *
 * @param state starting, running, failed, stopped
 * @param problem one sentence when the state is failed
 * @param baseUrl the one HTTP entry
 * @param webhookBaseUrl the public base that carriers call and sign
 * @param simulators name to URL
 * @param supervisor the process that holds the sandbox
 * @param processes every process that the supervisor started
 * @param readyAfterMillis by part, in the order in which they became ready
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SandboxStatus(
    String state,
    String problem,
    String baseUrl,
    String webhookBaseUrl,
    Map<String, ServiceStatus> services,
    KafkaStatus kafka,
    Map<String, DatabaseStatus> postgres,
    KeycloakStatus keycloak,
    List<UserStatus> users,
    List<ConnectionStatus> connections,
    Map<String, String> simulators,
    RunningProcess supervisor,
    List<RunningProcess> processes,
    Map<String, Long> readyAfterMillis) {

  /** A service: where it answers and whether it would serve. */
  public record ServiceStatus(String url, long pid, boolean ready) {}

  /** The broker. */
  public record KafkaStatus(String bootstrapServers) {}

  /** A service's database, as its own application role. */
  public record DatabaseStatus(String jdbcUrl, String user, String password) {}

  /** Where tokens come from; the client takes passwords, in a sandbox only. */
  public record KeycloakStatus(String url, String realm, String tokenEndpoint, String clientId) {}

  /**
   * A demo user in one organization.
   *
   * @param organization null for roles that hold for all of them
   */
  public record UserStatus(
      String username, String password, String organization, List<String> roles) {}

  /** A carrier account of an organization; fields of the other carrier are absent. */
  public record ConnectionStatus(
      String id,
      String carrier,
      String organization,
      List<String> numbers,
      String accountSid,
      String authToken,
      String apiKey,
      String publicKey,
      String privateKey) {}

  public static Optional<SandboxStatus> read(SandboxFolder folder) {
    return Files.exists(folder.status())
        ? Optional.of(StateJson.read(folder.status(), SandboxStatus.class))
        : Optional.empty();
  }

  /** Of a sandbox that is no more: what it was reached by and its secrets are of no use. */
  public static SandboxStatus ended(String state, String problem, RunningProcess supervisor) {
    return new SandboxStatus(
        state,
        problem,
        null,
        null,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        supervisor,
        List.of(),
        Map.of());
  }

  /** The same sandbox as seen now. */
  public SandboxStatus with(String newState, Map<String, ServiceStatus> newServices) {
    return new SandboxStatus(
        newState,
        problem,
        baseUrl,
        webhookBaseUrl,
        newServices,
        kafka,
        postgres,
        keycloak,
        users,
        connections,
        simulators,
        supervisor,
        processes,
        readyAfterMillis);
  }

  public void write(SandboxFolder folder) {
    StateJson.write(folder.status(), this);
  }

  /** Whether the supervisor or anything that it started still lives. */
  public boolean hasProcesses() {
    return isAlive() || processes.stream().anyMatch(process -> process.find().isPresent());
  }

  /** Whether the supervisor that wrote this still lives. */
  @JsonIgnore
  public boolean isAlive() {
    return supervisor != null && supervisor.find().isPresent();
  }
}
