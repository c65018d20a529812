package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonObject;

/** {@code /messages}: send and fetch. */
final class TelnyxMessageRoutes {
  private final TelnyxAccounts accounts;
  private final TelnyxStore store;
  private final TelnyxMessages messages;

  TelnyxMessageRoutes(TelnyxAccounts accounts, TelnyxStore store, TelnyxMessages messages) {
    this.accounts = accounts;
    this.store = store;
    this.messages = messages;
  }

  void mount(SimulatorServer server) {
    server
        .route(
            "POST",
            "/v2/messages",
            exchange -> answer(exchange, messages.send(accounts.asking(exchange), exchange.json())))
        .route(
            "POST",
            "/v2/messages/whatsapp",
            exchange ->
                answer(exchange, messages.sendWhatsApp(accounts.asking(exchange), exchange.json())))
        .route("GET", "/v2/messages/:id", this::fetch);
  }

  private void fetch(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    TelnyxMessage message = store.messages.get(exchange.pathParam("id"));
    if (message == null || !message.account.connectionId().equals(account.connectionId())) {
      throw TelnyxErrors.notFound();
    }
    answer(exchange, message);
  }

  private static void answer(Exchange exchange, TelnyxMessage message) {
    exchange.answer(200, new JsonObject().put("data", message.payload()));
  }
}
