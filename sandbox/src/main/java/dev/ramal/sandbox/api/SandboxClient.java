package dev.ramal.sandbox.api;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import dev.ramal.servers.keycloak.PasswordGrant;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Works with a sandbox knowing nothing but what {@code status --json} prints. */
public final class SandboxClient {
  private final SandboxStatus status;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  public SandboxClient(SandboxStatus status) {
    this.status = status;
  }

  public SandboxStatus status() {
    return status;
  }

  /** The HTTP entry, as this person. */
  public Api as(String username) {
    return Api.at(status.baseUrl()).with("Authorization", "Bearer " + token(username));
  }

  /** The HTTP entry, as nobody. */
  public Api anonymous() {
    return Api.at(status.baseUrl());
  }

  /** The simulators' control API. */
  public Api control() {
    return Api.at(status.simulators().get("control"));
  }

  public ConnectionStatus connection(String organization, String carrier) {
    return status.connections().stream()
        .filter(c -> c.organization().equals(organization) && c.carrier().equals(carrier))
        .findFirst()
        .orElseThrow(
            () -> new SandboxFailure(organization + " has no " + carrier + " connection."));
  }

  /** An access token, without the word Bearer. */
  public String token(String username) {
    return tokens.computeIfAbsent(username, this::logIn);
  }

  private String logIn(String username) {
    UserStatus user =
        status.users().stream()
            .filter(known -> known.username().equals(username))
            .findFirst()
            .orElseThrow(() -> new SandboxFailure("There is no user " + username + "."));
    return new PasswordGrant(URI.create(status.keycloak().tokenEndpoint()))
        .ofUser(username, user.password())
        .accessToken();
  }
}
