package dev.ramal.sandbox.running;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.RunningProcess;
import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.SandboxStatus.DatabaseStatus;
import dev.ramal.sandbox.state.SandboxStatus.KafkaStatus;
import dev.ramal.sandbox.state.SandboxStatus.KeycloakStatus;
import dev.ramal.sandbox.state.SandboxStatus.ServiceStatus;
import dev.ramal.servers.Servers;
import dev.ramal.servers.keycloak.KeycloakServer;
import dev.ramal.servers.keycloak.PasswordGrant;
import dev.ramal.servers.postgres.Databases;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known about a sandbox while it comes up and runs. */
final class SandboxState {
  private final String baseUrl;
  private final String webhookBaseUrl;
  private final String keycloakUrl;
  private final Servers servers;
  private final SandboxSecrets secrets;
  private final RunningProcess supervisor =
      RunningProcess.of("supervisor", ProcessHandle.current());
  private final Map<String, ServiceStatus> services = new LinkedHashMap<>();
  private final Map<String, Long> readyAfterMillis =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private Map<String, String> simulators;
  private List<ConnectionStatus> connections = List.of();
  private String problem;

  SandboxState(
      String baseUrl,
      String webhookBaseUrl,
      String keycloakUrl,
      Servers servers,
      SandboxSecrets secrets) {
    this.baseUrl = baseUrl;
    this.webhookBaseUrl = webhookBaseUrl;
    this.keycloakUrl = keycloakUrl;
    this.servers = servers;
    this.secrets = secrets;
  }

  void simulators(Map<String, String> urls) {
    simulators = urls;
  }

  void connections(List<ConnectionStatus> made) {
    connections = made;
  }

  /** Since the start of the supervisor. */
  void ready(String part, Duration after) {
    readyAfterMillis.put(part, after.toMillis());
  }

  void problem(String sentence) {
    problem = sentence;
  }

  void service(Service service, ServiceProcess process, String state) {
    services.put(
        service.id(),
        new ServiceStatus(
            process.url(),
            process.handle().map(ProcessHandle::pid).orElse(0L),
            state.equals("running")));
  }

  SandboxStatus now(String state, List<RunningProcess> processes) {
    boolean serversUp = simulators != null;
    return new SandboxStatus(
        state,
        problem,
        baseUrl,
        webhookBaseUrl,
        new LinkedHashMap<>(services),
        new KafkaStatus(servers.kafka().bootstrapServers()),
        serversUp ? databases() : Map.of(),
        keycloak(),
        DemoUsers.all(secrets),
        connections,
        simulators,
        supervisor,
        processes,
        inOrder(readyAfterMillis));
  }

  /** Nothing of what was secret. */
  SandboxStatus ended(String state) {
    return SandboxStatus.ended(state, problem, supervisor);
  }

  private static Map<String, Long> inOrder(Map<String, Long> parts) {
    synchronized (parts) {
      return new LinkedHashMap<>(parts);
    }
  }

  private Map<String, DatabaseStatus> databases() {
    Map<String, DatabaseStatus> databases = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      service
          .database()
          .ifPresent(
              name ->
                  databases.put(
                      service.id(),
                      new DatabaseStatus(
                          servers.postgres().address().jdbcUrl(name),
                          Databases.app(name),
                          secrets.databasePassword())));
    }
    return databases;
  }

  private KeycloakStatus keycloak() {
    String url = keycloakUrl;
    return new KeycloakStatus(
        url,
        KeycloakServer.REALM,
        url + "/realms/" + KeycloakServer.REALM + "/protocol/openid-connect/token",
        PasswordGrant.CLIENT);
  }
}
