package dev.ramal.simulators.twilio.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.VersionedPage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The numbers of a messaging service. */
public final class SenderRoutes {
  private static final String PATH = "/v1/Services/:service/PhoneNumbers";

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Supplier<String> url;
  private final Map<String, Map<String, JsonObject>> senders = new HashMap<>();

  /**
   * @param url of the API
   */
  public SenderRoutes(SimulatorContext context, TwilioAccounts accounts, Supplier<String> url) {
    this.context = context;
    this.accounts = accounts;
    this.url = url;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", PATH, this::list)
        .route("POST", PATH, this::add)
        .route("GET", PATH + "/:sid", exchange -> exchange.answer(200, found(exchange)))
        .route("DELETE", PATH + "/:sid", this::remove);
  }

  public void clear() {
    senders.clear();
  }

  private void list(Exchange exchange) {
    VersionedPage.answer(exchange, url.get(), "phone_numbers", List.copyOf(of(exchange).values()));
  }

  private void add(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    Map<String, JsonObject> known = of(exchange);
    String sid = exchange.form().get("PhoneNumberSid");
    String number =
        account.numbers().stream()
            .filter(owned -> NumberJson.sid(owned).equals(sid))
            .findFirst()
            .orElseThrow(() -> TwilioErrors.error(404, 21701, "No such number: " + sid));
    if (known.containsKey(sid)) {
      throw TwilioErrors.error(409, 21710, "The number is in the service already");
    }
    String now = context.now().truncatedTo(ChronoUnit.SECONDS).toString();
    JsonArray capabilities = new JsonArray().add("Voice");
    if (NumberJson.texts(number)) {
      capabilities.add("SMS");
    }
    JsonObject document =
        new JsonObject()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("service_sid", exchange.pathParam("service"))
            .put("phone_number", number)
            .put("country_code", NumberShelf.countryOf(number))
            .put("capabilities", capabilities)
            .put("date_created", now)
            .put("date_updated", now)
            .put("url", url.get() + exchange.path() + "/" + sid);
    known.put(sid, document);
    exchange.answer(201, document);
  }

  private void remove(Exchange exchange) {
    of(exchange).remove(found(exchange).getString("sid"));
    exchange.answer(204);
  }

  private JsonObject found(Exchange exchange) {
    JsonObject found = of(exchange).get(exchange.pathParam("sid"));
    if (found == null) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return found;
  }

  private Map<String, JsonObject> of(Exchange exchange) {
    String service = exchange.pathParam("service");
    if (!accounts.caller(exchange).messagingServices().contains(service)) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return senders.computeIfAbsent(service, made -> new LinkedHashMap<>());
  }
}
