package dev.ramal.simulators.control;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.hubspot.HubSpotAccount;
import dev.ramal.simulators.hubspot.HubSpotSimulator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Apps, records and limits of HubSpot. What a PUT of an app leaves out is made up. */
final class HubSpotControl {
  private final HubSpotSimulator hubSpot;

  HubSpotControl(HubSpotSimulator hubSpot) {
    this.hubSpot = hubSpot;
  }

  void mount(SimulatorServer server) {
    server
        .route("PUT", "/_sim/hubspot/accounts/:client", this::install)
        .route("DELETE", "/_sim/hubspot/accounts/:client", this::uninstall)
        .route("POST", "/_sim/hubspot/expire-tokens", this::expire)
        .route("PUT", "/_sim/hubspot/rate-limit", this::rateLimit)
        .route("PUT", "/_sim/hubspot/search-lag", this::searchLag)
        .route("POST", "/_sim/hubspot/:kind", this::seed)
        .route("GET", "/_sim/hubspot/:kind", this::records);
  }

  private void install(Exchange exchange) {
    JsonObject body = exchange.json();
    HubSpotAccount account =
        hubSpot.register(
            new HubSpotAccount(
                exchange.pathParam("client"),
                body.getString("clientSecret", Ids.uuid()),
                body.getString("refreshToken", "na1-" + Ids.hex(16)),
                body.getString("code"),
                body.getString("redirectUri"),
                body.getString("portal", HubSpotAccount.DEFAULT_PORTAL)));
    exchange.answer(
        200, JsonObject.mapFrom(account).put("accessToken", hubSpot.accessToken(account.portal())));
  }

  private void uninstall(Exchange exchange) {
    hubSpot.uninstall(exchange.pathParam("client"));
    exchange.answer(204);
  }

  private void expire(Exchange exchange) {
    hubSpot.expireAccessTokens();
    exchange.answer(204);
  }

  private void rateLimit(Exchange exchange) {
    JsonObject body = exchange.json();
    hubSpot.rateLimit(
        body.getInteger("perTenSeconds", 110), body.getInteger("searchesPerSecond", 5));
    exchange.answer(204);
  }

  private void searchLag(Exchange exchange) {
    hubSpot.searchLag(
        Duration.ofMillis(Math.round(exchange.json().getDouble("seconds", 10.0) * 1000)));
    exchange.answer(204);
  }

  private void seed(Exchange exchange) {
    String portal = exchange.query().get("portal", HubSpotAccount.DEFAULT_PORTAL);
    String id =
        hubSpot.seed(
            portal, exchange.pathParam("kind"), exchange.json(), exchange.query().get("contact"));
    exchange.answer(201, new JsonObject().put("id", id));
  }

  private void records(Exchange exchange) {
    String deal = exchange.query().get("deal");
    String portal = exchange.query().get("portal");
    List<JsonObject> found =
        hubSpot.records(exchange.pathParam("kind")).stream()
            .filter(record -> deal == null || record.getJsonArray("deals").contains(deal))
            .filter(record -> portal == null || portal.equals(record.getString("portal")))
            .toList();
    exchange.answer(200, new JsonArray(found));
  }
}
