package dev.ramal.simulators.control;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxSignature;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/** Registers accounts. What a PUT leaves out is made up; the answer holds all of it. */
final class AccountRoutes {
  private final RunningSimulators running;

  AccountRoutes(RunningSimulators running) {
    this.running = running;
  }

  void mount(SimulatorServer server) {
    server
        .route("PUT", "/_sim/twilio/accounts/:sid", this::twilio)
        .route("PUT", "/_sim/telnyx/accounts/:connection", this::telnyx)
        .route("PUT", "/_sim/rdstation/accounts/:client", this::rdStation)
        .route("GET", "/_sim/rdstation/accounts/:client", this::rdStationAccount)
        .route("PUT", "/_sim/rdstation/v1-tokens/:token", this::rdStationV1)
        .route("DELETE", "/_sim/rdstation/v1-tokens/:token", this::revokeV1)
        .route("POST", "/_sim/rdstation/expire-tokens", this::expire)
        .route("PUT", "/_sim/rdstation/rate-limit", this::rateLimit);
  }

  private void twilio(Exchange exchange) {
    JsonObject body = exchange.json();
    TwilioAccount account =
        running
            .twilio()
            .register(
                new TwilioAccount(
                    exchange.pathParam("sid"),
                    body.getString("authToken", Ids.hex(16)),
                    body.getString("secondaryToken"),
                    body.getString("keySid"),
                    body.getString("keySecret"),
                    set(body, "numbers", Set.of()),
                    set(body, "messagingServices", Set.of()),
                    body.getString("voiceUrl"),
                    body.getString("smsUrl"),
                    set(body, "countries", Set.of("+55", "+1")),
                    body.getBoolean("protectedMedia", false)));
    exchange.answer(200, JsonObject.mapFrom(account));
  }

  private void telnyx(Exchange exchange) {
    JsonObject body = exchange.json();
    TelnyxAccount account =
        running
            .telnyx()
            .register(
                new TelnyxAccount(
                    body.getString("apiKey", "KEY" + Ids.hex(16)),
                    body.getString("privateKey", TelnyxSignature.generate().seed()),
                    exchange.pathParam("connection"),
                    body.getString("webhookUrl"),
                    body.getBoolean("callCosts", false),
                    body.getString("messagingProfileId", Ids.uuid()),
                    body.getString("messagingWebhookUrl"),
                    body.getString("organizationId", Ids.uuid()),
                    set(body, "numbers", Set.of()),
                    set(body, "countries", Set.of("+55"))));
    exchange.answer(200, JsonObject.mapFrom(account).put("publicKey", account.publicKey()));
  }

  private void rdStation(Exchange exchange) {
    JsonObject body = exchange.json();
    RdAccount account =
        running
            .rdStation()
            .register(
                new RdAccount(
                    exchange.pathParam("client"),
                    body.getString("clientSecret", Ids.hex(16)),
                    body.getString("refreshToken", Ids.hex(24)),
                    body.getString("code"),
                    body.getString("redirectUri"),
                    body.getString("crm", RdAccount.DEFAULT_CRM)));
    exchange.answer(
        200,
        JsonObject.mapFrom(account)
            .put("accessToken", running.rdStation().accessToken(account.crm())));
  }

  private void rdStationAccount(Exchange exchange) {
    RdAccount account = running.rdStation().account(exchange.pathParam("client"));
    if (account == null) {
      throw new IllegalArgumentException("no such client");
    }
    exchange.answer(200, JsonObject.mapFrom(account));
  }

  private void rdStationV1(Exchange exchange) {
    JsonObject body = exchange.json();
    running
        .rdStation()
        .registerV1(
            exchange.pathParam("token"),
            body.getString("crm", RdAccount.DEFAULT_CRM),
            body.getString("email", "ramal@exemplo.com.br"));
    exchange.answer(204);
  }

  private void revokeV1(Exchange exchange) {
    running.rdStation().revokeV1(exchange.pathParam("token"));
    exchange.answer(204);
  }

  private void expire(Exchange exchange) {
    running.rdStation().expireAccessTokens();
    exchange.answer(204);
  }

  private void rateLimit(Exchange exchange) {
    running.rdStation().rateLimit(exchange.json().getInteger("perMinute", 120));
    exchange.answer(204);
  }

  private static Set<String> set(JsonObject body, String name, Set<String> otherwise) {
    JsonArray array = body.getJsonArray(name);
    return array == null
        ? otherwise
        : array.stream().map(Object::toString).collect(Collectors.toSet());
  }
}
