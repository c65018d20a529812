package dev.ramal.servers;

import dev.ramal.servers.processes.FreePort;

/** Where each of the servers listens on this machine. */
public record ServerPorts(
    int kafka, int kafkaController, int postgres, int keycloak, int keycloakManagement) {

  /** Free at the moment of asking: for whoever runs beside others and is told where they are. */
  public static ServerPorts free() {
    return new ServerPorts(
        FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next());
  }
}
