package dev.ramal.simulators.twilio.services;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.VersionedPage;
import dev.ramal.simulators.twilio.kept.Kept;
import dev.ramal.simulators.twilio.kept.Kind;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Messaging services: once made, messages may name them. */
public final class MessagingServiceRoutes {
  private static final String PATH = "/v1/Services";
  private static final Kind SERVICES =
      new Kind("services", "MG")
          .needs("FriendlyName")
          .optional("InboundRequestUrl", "FallbackUrl", "StatusCallback")
          .with("InboundMethod", "POST")
          .with("FallbackMethod", "POST")
          .with("StickySender", true)
          .with("MmsConverter", true)
          .with("SmartEncoding", true)
          .with("FallbackToLongCode", true)
          .with("AreaCodeGeomatch", true)
          .with("SynchronousValidation", false)
          .with("UseInboundWebhookOnNumber", false)
          .with("ScanMessageContent", "inherit")
          .with("ValidityPeriod", 36_000)
          .with("Usecase", "undeclared");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Supplier<String> url;
  private final Kept services = new Kept();

  /**
   * @param url of the API
   */
  public MessagingServiceRoutes(
      SimulatorContext context, TwilioAccounts accounts, Supplier<String> url) {
    this.context = context;
    this.accounts = accounts;
    this.url = url;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", PATH, this::list)
        .route("POST", PATH, this::create)
        .route("GET", PATH + "/:sid", exchange -> exchange.answer(200, found(exchange)))
        .route("POST", PATH + "/:sid", this::update)
        .route("DELETE", PATH + "/:sid", this::delete);
  }

  public void clear() {
    services.clear();
  }

  private void list(Exchange exchange) {
    List<JsonObject> found = services.of(accounts.caller(exchange));
    VersionedPage.answer(exchange, url.get(), "services", found);
  }

  private void create(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    Fields form = exchange.form();
    SERVICES.whole(form);
    String sid = Ids.sid("MG");
    String link = url.get() + PATH + "/" + sid;
    JsonObject document =
        SERVICES
            .empty()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("us_app_to_person_registered", false)
            .put("date_created", now())
            .put("date_updated", now())
            .put("url", link)
            .put("links", new JsonObject().put("phone_numbers", link + "/PhoneNumbers"));
    SERVICES.fill(document, form);
    services.put(document);
    usable(account, sid, true);
    exchange.answer(201, document);
  }

  private void update(Exchange exchange) {
    JsonObject document = found(exchange);
    SERVICES.fill(document, exchange.form());
    exchange.answer(200, document.put("date_updated", now()));
  }

  private void delete(Exchange exchange) {
    String sid = found(exchange).getString("sid");
    services.remove(sid);
    usable(accounts.caller(exchange), sid, false);
    exchange.answer(204);
  }

  private void usable(TwilioAccount account, String sid, boolean usable) {
    Set<String> sids = new HashSet<>(account.messagingServices());
    if (usable) {
      sids.add(sid);
    } else {
      sids.remove(sid);
    }
    accounts.put(account.messagingServices(sids));
  }

  private JsonObject found(Exchange exchange) {
    return services.get(accounts.caller(exchange), exchange.pathParam("sid"), exchange.path());
  }

  private String now() {
    return context.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
