package dev.ramal.sandbox.processes;

import dev.ramal.servers.ServerPorts;
import dev.ramal.servers.processes.FreePort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Every port of a sandbox, the same at each start: the entry's is chosen, all others follow it at a
 * distance that leaves room for the ports which people's own programs like to use.
 *
 * @param entry the one public port, {@code RAMAL_PORT}
 */
public record SandboxPorts(int entry) {
  /** The highest entry that leaves ports for all others. */
  public static final int HIGHEST = 55_500;

  private static final int DISTANCE = 10_000;

  /** Nobody's at the moment of asking, and not the usual ones. */
  public static SandboxPorts free() {
    while (true) {
      SandboxPorts ports = new SandboxPorts(ThreadLocalRandom.current().nextInt(12_000, 22_000));
      if (FreePort.isFree(ports.entry())
          && ports.behindTheEntry().values().stream().allMatch(FreePort::isFree)) {
        return ports;
      }
    }
  }

  public ServerPorts servers() {
    return new ServerPorts(at(1), at(2), at(3), at(4), at(5));
  }

  /** By the name of what is simulated. */
  public Map<String, Integer> simulators() {
    return Map.of(
        "twilio",
        at(11),
        "telnyx",
        at(12),
        "rdstation",
        at(13),
        "slack",
        at(14),
        "hubspot",
        at(15));
  }

  public int of(Service service) {
    return at(21 + service.ordinal());
  }

  /** Of a second process of a service, where there is one. */
  public int beside(Service service) {
    return at(26 + service.ordinal());
  }

  /** Where services ask a service of which there are two, where there are. */
  public int inside(Service service) {
    return at(31 + service.ordinal());
  }

  /** Who listens where, behind the entry. */
  public Map<String, Integer> behindTheEntry() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("Kafka", servers().kafka());
    ports.put("Kafka's controller", servers().kafkaController());
    ports.put("Postgres", servers().postgres());
    ports.put("Keycloak", servers().keycloak());
    ports.put("Keycloak's health", servers().keycloakManagement());
    simulators().forEach((name, port) -> ports.put("the simulator of " + name, port));
    for (Service service : Service.values()) {
      ports.put(service.id(), of(service));
    }
    return ports;
  }

  private int at(int offset) {
    return entry + DISTANCE + offset;
  }
}
