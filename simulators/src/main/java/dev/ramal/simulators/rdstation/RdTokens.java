package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.BearerTokens;
import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * OAuth2 of the CRM: a code works once, for 5 minutes; access tokens live 7200 s; refresh tokens
 * roll (each use returns a new one and kills the old) and die after 14 days without use. Each token
 * opens the records of one CRM account. All of it in simulated time.
 */
final class RdTokens {
  private static final Duration LIFE = Duration.ofSeconds(7200);
  private static final Duration CODE_LIFE = Duration.ofMinutes(5);
  private static final Duration UNUSED = Duration.ofDays(14);
  private static final Set<String> FORM =
      Set.of("grant_type", "client_id", "client_secret", "code", "redirect_uri", "refresh_token");

  private final SimulatorContext context;
  private final Map<String, Granted> accounts = new HashMap<>();
  private final BearerTokens access;

  private record Granted(RdAccount account, Instant since) {
    boolean within(Duration life, Instant now) {
      return since.plus(life).isAfter(now);
    }
  }

  RdTokens(SimulatorContext context) {
    this.context = context;
    this.access = new BearerTokens(context);
  }

  void register(RdAccount account) {
    accounts.put(account.clientId(), new Granted(account, context.now()));
  }

  /** The account as it is now, with the refresh token that works next; null when unknown. */
  RdAccount account(String clientId) {
    Granted granted = accounts.get(clientId);
    return granted == null ? null : granted.account();
  }

  String issueAccess(String crm) {
    String token = Ids.hex(24);
    access.issue(token, crm, LIFE);
    return token;
  }

  void expireAll() {
    access.expireAll();
  }

  /** Name of the CRM account that the access token opens; refuses whoever has no valid one. */
  String check(Exchange exchange) {
    BearerTokens.Access held = access.of(exchange);
    if (held == null || !held.live()) {
      throw RdErrors.unauthorized();
    }
    return held.account();
  }

  void token(Exchange exchange) {
    String type = exchange.header("Content-Type");
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      throw RdErrors.error(400, "the token endpoint takes application/x-www-form-urlencoded");
    }
    Fields form = exchange.form();
    for (String name : form.names()) {
      if (!FORM.contains(name)) {
        throw oauth("invalid_request", 400);
      }
    }
    Granted granted = accounts.get(form.get("client_id", ""));
    if (granted == null || !granted.account().clientSecret().equals(form.get("client_secret"))) {
      throw oauth("invalid_client", 401);
    }
    boolean good =
        switch (form.get("grant_type", "")) {
          case "refresh_token" -> refreshes(granted, form);
          case "authorization_code" -> exchanges(granted, form);
          default -> throw oauth("unsupported_grant_type", 400);
        };
    if (!good) {
      throw oauth("invalid_grant", 400);
    }
    RdAccount rolled = granted.account().rolled();
    register(rolled);
    exchange.answer(
        200,
        new JsonObject()
            .put("access_token", issueAccess(rolled.crm()))
            .put("refresh_token", rolled.refreshToken())
            .put("token_type", "Bearer")
            .put("expires_in", LIFE.toSeconds()));
  }

  private boolean refreshes(Granted granted, Fields form) {
    String works = granted.account().refreshToken();
    return (works.equals(RdAccount.WHICHEVER) || works.equals(form.get("refresh_token")))
        && granted.within(UNUSED, context.now());
  }

  private boolean exchanges(Granted granted, Fields form) {
    RdAccount account = granted.account();
    return account.code() != null
        && account.code().equals(form.get("code"))
        && (account.redirectUri() == null || account.redirectUri().equals(form.get("redirect_uri")))
        && granted.within(CODE_LIFE, context.now());
  }

  private static ApiError oauth(String error, int status) {
    return new ApiError(status, new JsonObject().put("error", error));
  }
}
