package dev.ramal.simulators.telnyx.accounts;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The numbers that an account owns. */
public final class OwnNumberRoutes {
  private static final String NUMBER = "filter[phone_number]";
  private static final String CONNECTION = "filter[connection_id]";

  private final TelnyxAccounts accounts;

  public OwnNumberRoutes(TelnyxAccounts accounts) {
    this.accounts = accounts;
  }

  public void mount(SimulatorServer server) {
    server.route("GET", "/v2/phone_numbers", this::list);
  }

  private void list(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(exchange, NUMBER, CONNECTION, TelnyxPage.NUMBER, TelnyxPage.SIZE);
    String number = exchange.query().get(NUMBER);
    String connection = exchange.query().get(CONNECTION);
    List<JsonObject> found =
        account.numbers().stream()
            .sorted()
            .filter(owned -> number == null || owned.equals(number))
            .filter(owned -> connection == null || account.connectionId().equals(connection))
            .map(owned -> resource(account, owned))
            .toList();
    TelnyxPage.answer(exchange, found);
  }

  private static JsonObject resource(TelnyxAccount account, String number) {
    return new JsonObject()
        .put("id", number.substring(1))
        .put("record_type", "phone_number")
        .put("phone_number", number)
        .put("status", "active")
        .put("connection_id", account.connectionId())
        .put("messaging_profile_id", account.messagingProfileId());
  }
}
