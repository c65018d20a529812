package dev.ramal.simulators.telnyx.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.PhoneNumbers;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import io.vertx.core.json.JsonObject;

/** {@code /number_lookup}: what a number is and, made up, whose. */
public final class NumberLookupRoutes {
  private final TelnyxAccounts accounts;

  public NumberLookupRoutes(TelnyxAccounts accounts) {
    this.accounts = accounts;
  }

  public void mount(SimulatorServer server) {
    server.route("GET", "/v2/number_lookup/:number", this::lookUp);
  }

  private void lookUp(Exchange exchange) {
    accounts.asking(exchange, "type");
    String type = exchange.query().get("type");
    String number = exchange.pathParam("number");
    if (!PhoneNumbers.isNumber(number)) {
      throw TelnyxErrors.error(
          422, "10016", "Phone number must be in +E.164 format", "Not a number", "/phone_number");
    }
    boolean brazil = number.startsWith("+55");
    String line =
        switch (NumberShelf.typeOf(number)) {
          case MOBILE -> "mobile";
          case TOLL_FREE -> "toll free";
          case LOCAL -> "fixed line";
        };
    JsonObject carrier =
        new JsonObject()
            .put("name", "Operadora de Exemplo")
            .put("type", line)
            .putNull("mobile_country_code")
            .putNull("mobile_network_code")
            .put("error_code", "");
    JsonObject caller =
        new JsonObject().put("caller_name", "PESSOA DE EXEMPLO").put("error_code", "");
    exchange.answer(
        200,
        new JsonObject()
            .put(
                "data",
                new JsonObject()
                    .put("record_type", "number_lookup")
                    .put("phone_number", number)
                    .put("country_code", NumberShelf.countryOf(number))
                    .put("national_format", number.substring(brazil ? 3 : 2))
                    .put("carrier", "carrier".equals(type) ? carrier : null)
                    .put("caller_name", "caller-name".equals(type) ? caller : null)
                    .put("portability", new JsonObject().put("line_type", line))));
  }
}
