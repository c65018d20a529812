package dev.ramal.simulators.hubspot;

import dev.ramal.simulators.context.BearerTokens;
import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * OAuth of HubSpot: access tokens live 1800 s; a refresh token stays the same and lives until the
 * app is uninstalled; a code works once. All of it in simulated time.
 */
final class HubSpotTokens {
  private static final Duration LIFE = Duration.ofSeconds(1800);
  private static final Set<String> FORM =
      Set.of(
          "grant_type",
          "client_id",
          "client_secret",
          "code",
          "code_verifier",
          "redirect_uri",
          "refresh_token",
          "scope");

  private final Map<String, HubSpotAccount> accounts = new HashMap<>();
  private final BearerTokens access;

  HubSpotTokens(SimulatorContext context) {
    access = new BearerTokens(context);
  }

  void register(HubSpotAccount account) {
    accounts.put(account.clientId(), account);
  }

  void uninstall(String clientId) {
    HubSpotAccount gone = accounts.remove(clientId);
    if (gone != null) {
      access.revoke(gone.portal());
    }
  }

  String issueAccess(String portal) {
    String token = "C" + Ids.hex(60);
    access.issue(token, portal, LIFE);
    return token;
  }

  void expireAll() {
    access.expireAll();
  }

  /** The account that the access token opens; refuses whoever has no valid one. */
  String check(Exchange exchange) {
    BearerTokens.Access held = access.of(exchange);
    if (held == null) {
      throw HubSpotErrors.unauthorized();
    }
    if (!held.live()) {
      throw HubSpotErrors.expired();
    }
    return held.account();
  }

  void token(Exchange exchange) {
    String type = exchange.header("Content-Type");
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      throw HubSpotErrors.error(415, "VALIDATION_ERROR", "Unsupported media type");
    }
    Fields form = exchange.form();
    if (exchange.rawQuery() != null || !FORM.containsAll(form.names())) {
      throw HubSpotErrors.oauth(400, "invalid_request", "BAD_REQUEST", "unknown parameter");
    }
    HubSpotAccount account = accounts.get(form.get("client_id", ""));
    if (form.get("grant_type", "").equals("refresh_token")) {
      if (account == null || !account.refreshToken().equals(form.get("refresh_token"))) {
        throw HubSpotErrors.oauth(
            400,
            "invalid_grant",
            "BAD_REFRESH_TOKEN",
            "refresh token is invalid, expired or revoked");
      }
    } else if (form.get("grant_type", "").equals("authorization_code")) {
      if (account == null || !isGood(account, form)) {
        throw HubSpotErrors.oauth(
            400, "invalid_grant", "BAD_AUTH_CODE", "missing or unknown auth code");
      }
    } else {
      throw HubSpotErrors.oauth(
          400, "unsupported_grant_type", "BAD_GRANT_TYPE", "missing or unknown grant type");
    }
    if (!account.clientSecret().equals(form.get("client_secret"))) {
      throw HubSpotErrors.oauth(
          400, "invalid_client", "BAD_CLIENT_SECRET", "missing or invalid client secret");
    }
    register(account.withoutCode());
    exchange.answer(
        200,
        new JsonObject()
            .put("token_type", "bearer")
            .put("access_token", issueAccess(account.portal()))
            .put("refresh_token", account.refreshToken())
            .put("expires_in", LIFE.toSeconds()));
  }

  private static boolean isGood(HubSpotAccount account, Fields form) {
    return account.code() != null
        && account.code().equals(form.get("code"))
        && (account.redirectUri() == null
            || account.redirectUri().equals(form.get("redirect_uri")));
  }
}
