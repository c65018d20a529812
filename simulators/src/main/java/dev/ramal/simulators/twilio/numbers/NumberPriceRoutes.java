package dev.ramal.simulators.twilio.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Supplier;

/** What a number costs a month, by country and type, as {@code pricing.twilio.com} tells it. */
public final class NumberPriceRoutes {
  private static final String PATH = "/v1/PhoneNumbers/Countries/";
  private static final Map<String, String> NAMES = Map.of("BR", "Brazil", "US", "United States");

  private final TwilioAccounts accounts;
  private final Supplier<String> url;

  /**
   * @param url of the API
   */
  public NumberPriceRoutes(TwilioAccounts accounts, Supplier<String> url) {
    this.accounts = accounts;
    this.url = url;
  }

  public void mount(SimulatorServer server) {
    server.route("GET", PATH + ":country", this::country);
  }

  private void country(Exchange exchange) {
    accounts.caller(exchange);
    String country = exchange.pathParam("country");
    if (!NumberShelf.COUNTRIES.contains(country)) {
      throw TwilioErrors.notFound(exchange.path());
    }
    JsonArray prices = new JsonArray();
    if ("BR".equals(country)) {
      prices.add(price("local", "4.25")).add(price("mobile", "4.25"));
      prices.add(price("toll free", "25.00"));
    } else {
      prices.add(price("local", "1.15")).add(price("toll free", "2.15"));
    }
    exchange.answer(
        200,
        new JsonObject()
            .put("country", NAMES.get(country))
            .put("iso_country", country)
            .put("phone_number_prices", prices)
            .put("price_unit", "USD")
            .put("url", url.get() + PATH + country));
  }

  private static JsonObject price(String type, String amount) {
    return new JsonObject()
        .put("number_type", type)
        .put("base_price", amount)
        .put("current_price", amount);
  }
}
