package dev.ramal.kit.serviceauth;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** This service's own access token (client credentials), kept until shortly before it expires. */
@ApplicationScoped
public class ServiceToken {
  private final Instance<OidcClient> client;
  private final TokensHelper tokens = new TokensHelper();

  ServiceToken(Instance<OidcClient> client) {
    this.client = client;
  }

  /** The value of an {@code Authorization} header; fails when Keycloak cannot be asked. */
  public Uni<String> bearer() {
    return tokens
        .getTokens(client.get())
        .map(Tokens::getAccessToken)
        .map(token -> "Bearer " + token);
  }
}
