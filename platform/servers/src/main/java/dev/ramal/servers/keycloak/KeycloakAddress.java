package dev.ramal.servers.keycloak;

import dev.ramal.servers.processes.FreePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Keycloak listens, and under which address it names itself.
 *
 * @param publicUrl the same in every token, whoever asks at which address; empty: the asked one
 */
record KeycloakAddress(int port, int managementPort, Optional<String> publicUrl) {
  static KeycloakAddress free() {
    return new KeycloakAddress(FreePort.next(), FreePort.next(), Optional.empty());
  }

  List<String> options() {
    List<String> options = new ArrayList<>();
    options.add("--http-host=localhost");
    options.add("--http-port=" + port);
    options.add("--http-management-port=" + managementPort);
    if (publicUrl.isPresent()) {
      options.add("--hostname=" + publicUrl.get());
      // Whoever answers in front takes a part of the path away.
      options.add("--proxy-headers=xforwarded");
    } else {
      options.add("--hostname-strict=false");
    }
    return options;
  }
}
