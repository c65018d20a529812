package dev.ramal.servers.keycloak;

import dev.ramal.servers.processes.Server;

/** A Keycloak with the realm {@value #REALM} imported. */
public interface KeycloakServer extends Server {
  String REALM = "ramal";

  @Override
  default String name() {
    return "Keycloak";
  }

  /** Without a trailing slash. */
  String url();
}
