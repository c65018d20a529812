package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.stage.Ids;
import dev.ramal.simulators.stage.Stage;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * OAuth2 of the CRM: access tokens live 7200 s, refresh tokens roll (each use returns a new one and
 * kills the old) and die after 14 days.
 */
final class RdTokens {
  private static final Duration LIFE = Duration.ofSeconds(7200);

  private final Stage stage;
  private final Map<String, RdAccount> accounts = new HashMap<>();
  private final Map<String, Instant> access = new HashMap<>();

  RdTokens(Stage stage) {
    this.stage = stage;
  }

  void register(RdAccount account) {
    accounts.put(account.clientId(), account);
  }

  /** The account as it is now, with the refresh token that works next; null when unknown. */
  RdAccount account(String clientId) {
    return accounts.get(clientId);
  }

  String issueAccess() {
    String token = Ids.hex(24);
    access.put(token, stage.now().plus(LIFE));
    return token;
  }

  void expireAll() {
    access.clear();
  }

  /** Refuses whoever has no valid access token. */
  void check(Exchange exchange) {
    String header = exchange.header("Authorization");
    Instant until =
        header == null || !header.startsWith("Bearer ")
            ? null
            : access.get(header.substring("Bearer ".length()));
    if (until == null || !until.isAfter(stage.now())) {
      throw RdErrors.unauthorized();
    }
  }

  void token(Exchange exchange) {
    String type = exchange.header("Content-Type");
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      throw RdErrors.error(400, "the token endpoint takes application/x-www-form-urlencoded");
    }
    Fields form = exchange.form();
    RdAccount account = accounts.get(form.get("client_id", ""));
    if (account == null || !account.clientSecret().equals(form.get("client_secret"))) {
      throw oauth("invalid_client", 401);
    }
    boolean granted =
        switch (form.get("grant_type", "")) {
          case "refresh_token" -> account.refreshToken().equals(form.get("refresh_token"));
          case "authorization_code" ->
              account.code() != null && account.code().equals(form.get("code"));
          default -> throw oauth("unsupported_grant_type", 400);
        };
    if (!granted) {
      throw oauth("invalid_grant", 400);
    }
    RdAccount rolled =
        new RdAccount(
            account.clientId(), account.clientSecret(), Ids.hex(24), null, account.redirectUri());
    accounts.put(rolled.clientId(), rolled);
    exchange.answer(
        200,
        new JsonObject()
            .put("access_token", issueAccess())
            .put("refresh_token", rolled.refreshToken())
            .put("token_type", "Bearer")
            .put("expires_in", LIFE.toSeconds()));
  }

  private static dev.ramal.simulators.http.ApiError oauth(String error, int status) {
    return new dev.ramal.simulators.http.ApiError(status, new JsonObject().put("error", error));
  }
}
