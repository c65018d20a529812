package dev.ramal.simulators.twilio.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.Address;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lookup v2: whether a number exists, its line type and, made up, whose it is. */
public final class LookupRoutes {
  private static final String PATH = "/v2/PhoneNumbers/";
  private static final Map<String, String> CODES = Map.of("BR", "55", "US", "1");
  private static final List<String> PACKAGES =
      List.of("validation", "line_type_intelligence", "caller_name");

  /** Packages that are null when nobody asks for them, and that nobody gets here. */
  private static final List<String> UNPLAYED =
      List.of(
          "sim_swap",
          "call_forwarding",
          "line_status",
          "identity_match",
          "reassigned_number",
          "sms_pumping_risk",
          "phone_number_quality_score",
          "pre_fill");

  private final TwilioAccounts accounts;
  private final Supplier<String> url;

  /**
   * @param url of the API
   */
  public LookupRoutes(TwilioAccounts accounts, Supplier<String> url) {
    this.accounts = accounts;
    this.url = url;
  }

  public void mount(SimulatorServer server) {
    server.route("GET", PATH + ":number", this::lookUp);
  }

  private void lookUp(Exchange exchange) {
    accounts.caller(exchange);
    Fields query = exchange.query();
    List<String> wanted = List.of(query.get("Fields", "validation").split(","));
    for (String name : wanted) {
      if (!PACKAGES.contains(name)) {
        throw TwilioErrors.bad(60617, "Not played: the data package " + name);
      }
    }
    String number = e164(exchange.pathParam("number"), query.get("CountryCode"));
    boolean valid = Address.isNumber(number) && !Address.country(number).isEmpty();
    String country = Address.country(number);
    JsonObject found =
        new JsonObject()
            .put("phone_number", number)
            .put("country_code", valid ? country : null)
            .put("calling_country_code", valid ? CODES.get(country) : null)
            .put("national_format", valid ? number.substring(country.equals("BR") ? 3 : 2) : null)
            .put("valid", valid)
            .put("validation_errors", valid ? new JsonArray() : new JsonArray().add(error(number)))
            .put(
                "line_type_intelligence",
                wanted.contains("line_type_intelligence") ? line(number, valid) : null)
            .put("caller_name", wanted.contains("caller_name") ? name(valid) : null)
            .put("url", url.get() + PATH + number);
    UNPLAYED.forEach(found::putNull);
    exchange.answer(200, found);
  }

  private static String error(String number) {
    if (Address.country(number).isEmpty()) {
      return "INVALID_COUNTRY_CODE";
    }
    return number.length() < 12
        ? "TOO_SHORT"
        : number.length() > 14 ? "TOO_LONG" : "INVALID_LENGTH";
  }

  private static String e164(String text, String country) {
    String digits = text.replaceAll("[^0-9+]", "");
    return digits.startsWith("+") || country == null
        ? digits
        : "+" + CODES.getOrDefault(country, "") + digits;
  }

  private static JsonObject line(String number, boolean valid) {
    JsonObject line = new JsonObject().putNull("error_code").putNull("mobile_country_code");
    line.putNull("mobile_network_code");
    if (!valid) {
      return line.putNull("type").putNull("carrier_name");
    }
    String type =
        switch (NumberShelf.typeOf(number)) {
          case MOBILE -> "mobile";
          case TOLL_FREE -> "tollFree";
          case LOCAL -> number.startsWith("+55") ? "landline" : "mobile";
        };
    return line.put("type", type).put("carrier_name", "Operadora de Exemplo");
  }

  private static JsonObject name(boolean valid) {
    return new JsonObject()
        .put("caller_name", valid ? "PESSOA DE EXEMPLO" : null)
        .put("caller_type", valid ? "CONSUMER" : null)
        .putNull("error_code");
  }
}
