package dev.ramal.simulators.control;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.simulators.stage.Ids;
import dev.ramal.simulators.telnyx.TelnyxAccount;
import dev.ramal.simulators.telnyx.TelnyxSignature;
import dev.ramal.simulators.twilio.TwilioAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/** Registers accounts. What a PUT leaves out is made up; the answer holds all of it. */
final class AccountRoutes {
  private final SimulatorHost host;

  AccountRoutes(SimulatorHost host) {
    this.host = host;
  }

  void mount(SimulatorServer server) {
    server
        .route("PUT", "/_sim/twilio/accounts/:sid", this::twilio)
        .route("PUT", "/_sim/telnyx/accounts/:connection", this::telnyx)
        .route("PUT", "/_sim/rdstation/accounts/:client", this::rdStation)
        .route("GET", "/_sim/rdstation/accounts/:client", this::rdStationAccount)
        .route("POST", "/_sim/rdstation/expire-tokens", this::expire)
        .route("PUT", "/_sim/rdstation/rate-limit", this::rateLimit);
  }

  private void twilio(Exchange exchange) {
    JsonObject body = exchange.json();
    TwilioAccount account =
        host.twilio()
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
        host.telnyx()
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
        host.rdStation()
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
            .put("accessToken", host.rdStation().accessToken(account.crm())));
  }

  private void rdStationAccount(Exchange exchange) {
    RdAccount account = host.rdStation().account(exchange.pathParam("client"));
    if (account == null) {
      throw new IllegalArgumentException("no such client");
    }
    exchange.answer(200, JsonObject.mapFrom(account));
  }

  private void expire(Exchange exchange) {
    host.rdStation().expireAccessTokens();
    exchange.answer(204);
  }

  private void rateLimit(Exchange exchange) {
    host.rdStation().rateLimit(exchange.json().getInteger("perMinute", 120));
    exchange.answer(204);
  }

  private static Set<String> set(JsonObject body, String name, Set<String> otherwise) {
    JsonArray array = body.getJsonArray(name);
    return array == null
        ? otherwise
        : array.stream().map(Object::toString).collect(Collectors.toSet());
  }
}
