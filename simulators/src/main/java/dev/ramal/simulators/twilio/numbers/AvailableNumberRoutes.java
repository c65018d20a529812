package dev.ramal.simulators.twilio.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.context.NumberShelf.Type;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code AvailablePhoneNumbers}: countries, and the numbers that nobody has bought yet. */
public final class AvailableNumberRoutes {
  private static final Map<String, Type> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("Local", Type.LOCAL);
    TYPES.put("Mobile", Type.MOBILE);
    TYPES.put("TollFree", Type.TOLL_FREE);
  }

  private static final Map<String, String> NAMES = Map.of("BR", "Brazil", "US", "United States");

  /** Filters that are taken; those about addresses, places and distances let everything through. */
  private static final Set<String> FILTERS =
      Set.of(
          "AreaCode",
          "Contains",
          "SmsEnabled",
          "MmsEnabled",
          "VoiceEnabled",
          "FaxEnabled",
          "ExcludeAllAddressRequired",
          "ExcludeLocalAddressRequired",
          "ExcludeForeignAddressRequired",
          "Beta",
          "NearNumber",
          "NearLatLong",
          "Distance",
          "InPostalCode",
          "InRegion",
          "InRateCenter",
          "InLata",
          "InLocality",
          "PageSize",
          "Page",
          "PageToken");

  private static final Pattern BRAZILIAN_AREA = Pattern.compile("\\+55([1-9][1-9])");

  private final TwilioAccounts accounts;

  public AvailableNumberRoutes(TwilioAccounts accounts) {
    this.accounts = accounts;
  }

  public void mount(SimulatorServer server, String base) {
    String path = base + "/AvailablePhoneNumbers";
    server
        .route("GET", path + ".json", this::countries)
        .route("GET", path + "/:country.json", this::country);
    TYPES.forEach(
        (name, type) ->
            server.route(
                "GET", path + "/:country/" + name + ".json", exchange -> search(exchange, type)));
  }

  private void countries(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    JsonArray countries = new JsonArray();
    NumberShelf.COUNTRIES.forEach(country -> countries.add(shown(account, country)));
    exchange.answer(200, new JsonObject().put("countries", countries).put("uri", exchange.path()));
  }

  private void country(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    exchange.answer(200, shown(account, known(exchange)));
  }

  private void search(Exchange exchange, Type type) {
    accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    String country = known(exchange);
    Pattern pattern = pattern(query.get("Contains"));
    List<JsonObject> found =
        NumberShelf.numbers(country, type, area(country, query)).stream()
            .filter(number -> accounts.owner(number) == null)
            .filter(number -> pattern == null || pattern.matcher(number).find())
            .filter(number -> !"true".equals(query.get("FaxEnabled")))
            .filter(number -> !"true".equals(query.get("SmsEnabled")) || NumberJson.texts(number))
            .filter(number -> !"true".equals(query.get("MmsEnabled")) || "US".equals(country))
            .map(NumberJson::available)
            .toList();
    TwilioPage.answer(exchange, "available_phone_numbers", found);
  }

  /** Twilio takes area codes in the United States and Canada only, and elsewhere passes them by. */
  private static String area(String country, Fields query) {
    if ("US".equals(country)) {
      return query.get("AreaCode");
    }
    Matcher begins = BRAZILIAN_AREA.matcher(Objects.requireNonNullElse(query.get("Contains"), ""));
    return begins.lookingAt() ? begins.group(1) : null;
  }

  private static String known(Exchange exchange) {
    String country = exchange.pathParam("country");
    if (!NumberShelf.COUNTRIES.contains(country)) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return country;
  }

  /** Digits, letters of a keypad not, {@code *} for any digit and a plus sign for the beginning. */
  private static Pattern pattern(String contains) {
    return contains == null
        ? null
        : Pattern.compile(
            contains.replaceAll("[^0-9*+]", "").replace("+", "\\+").replace("*", "[0-9]"));
  }

  private static JsonObject shown(TwilioAccount account, String country) {
    String uri = "/2010-04-01/Accounts/" + account.sid() + "/AvailablePhoneNumbers/" + country;
    JsonObject below = new JsonObject();
    TYPES.forEach(
        (name, type) -> {
          if (!NumberShelf.numbers(country, type, null).isEmpty()) {
            below.put(FormRules.snake(name), uri + "/" + name + ".json");
          }
        });
    return new JsonObject()
        .put("country_code", country)
        .put("country", NAMES.get(country))
        .put("beta", false)
        .put("subresource_uris", below)
        .put("uri", uri + ".json");
  }
}
