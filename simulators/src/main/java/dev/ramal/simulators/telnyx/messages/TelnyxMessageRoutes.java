package dev.ramal.simulators.telnyx.messages;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** {@code /messages}: send and fetch. */
public final class TelnyxMessageRoutes {
  private final TelnyxAccounts accounts;
  private final Map<String, TelnyxMessage> known;
  private final TelnyxMessages messages;

  public TelnyxMessageRoutes(
      TelnyxAccounts accounts, Map<String, TelnyxMessage> known, TelnyxMessages messages) {
    this.accounts = accounts;
    this.known = known;
    this.messages = messages;
  }

  public void mount(SimulatorServer server) {
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
    TelnyxMessage message = known.get(exchange.pathParam("id"));
    if (message == null || !message.account.connectionId().equals(account.connectionId())) {
      throw TelnyxErrors.notFound();
    }
    answer(exchange, message);
  }

  private static void answer(Exchange exchange, TelnyxMessage message) {
    exchange.answer(200, new JsonObject().put("data", message.payload()));
  }
}
