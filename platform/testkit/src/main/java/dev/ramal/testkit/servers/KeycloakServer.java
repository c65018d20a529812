package dev.ramal.testkit.servers;

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
