package dev.ramal.simulators.twilio.kept;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applications, API keys and addresses: kinds below an account that are only kept. */
public final class KeptRoutes {
  private static final Kind APPLICATIONS =
      new Kind("applications", "AP")
          .with("FriendlyName", "")
          .with("ApiVersion", ApiVersion.DATE)
          .optional("VoiceUrl", "VoiceFallbackUrl", "StatusCallback", "SmsUrl", "SmsFallbackUrl")
          .optional("SmsStatusCallback", "MessageStatusCallback")
          .with("VoiceMethod", "POST")
          .with("VoiceFallbackMethod", "POST")
          .with("StatusCallbackMethod", "POST")
          .with("SmsMethod", "POST")
          .with("SmsFallbackMethod", "POST")
          .with("VoiceCallerIdLookup", false)
          .with("PublicApplicationConnectEnabled", false);
  private static final Kind ADDRESSES =
      new Kind("addresses", "AD")
          .needs("CustomerName", "Street", "City", "Region", "PostalCode", "IsoCountry")
          .with("FriendlyName", "")
          .optional("StreetSecondary")
          .with("EmergencyEnabled", false)
          .with("Validated", false)
          .with("Verified", false);
  private static final Kind KEYS = new Kind("keys", "SK").with("FriendlyName", "");

  /** Taken with an address, and not shown. */
  private static final String CORRECTED = "AutoCorrectAddress";

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Kept applications = new Kept();
  private final Kept keys = new Kept();
  private final Kept addresses = new Kept();

  public KeptRoutes(SimulatorContext context, TwilioAccounts accounts) {
    this.context = context;
    this.accounts = accounts;
  }

  /** Those of all accounts. */
  public Kept addresses() {
    return addresses;
  }

  public void mount(SimulatorServer server, String base) {
    mount(server, base + "/Applications", APPLICATIONS, applications);
    mount(server, base + "/Keys", KEYS, keys);
    mount(server, base + "/Addresses", ADDRESSES, addresses);
  }

  /** Forgets applications and addresses; keys stay, as accounts do. */
  public void clear() {
    applications.clear();
    addresses.clear();
  }

  private void mount(SimulatorServer server, String path, Kind kind, Kept kept) {
    server
        .route("GET", path + ".json", exchange -> list(exchange, kind, kept))
        .route("POST", path + ".json", exchange -> create(exchange, kind, kept))
        .route("GET", path + "/:sid.json", exchange -> answer(exchange, found(exchange, kept)))
        .route("POST", path + "/:sid.json", exchange -> update(exchange, kind, kept))
        .route("DELETE", path + "/:sid.json", exchange -> delete(exchange, kept));
  }

  private void list(Exchange exchange, Kind kind, Kept kept) {
    TwilioAccount account = accounts.asking(exchange);
    String name = exchange.query().get("FriendlyName");
    List<JsonObject> found =
        kept.of(account).stream()
            .filter(document -> name == null || name.equals(document.getString("friendly_name")))
            .map(KeptRoutes::shown)
            .toList();
    TwilioPage.answer(exchange, kind.list(), found);
  }

  private void create(Exchange exchange, Kind kind, Kept kept) {
    TwilioAccount account = accounts.asking(exchange);
    Fields form = exchange.form();
    kind.whole(form);
    String sid = Ids.sid(kind.prefix());
    String now = TwilioTime.rfc2822(context.now());
    JsonObject document =
        kind.empty()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("date_created", now)
            .put("date_updated", now)
            .put("uri", exchange.path().replace(".json", "/" + sid + ".json"));
    kind.fill(document, form, CORRECTED);
    kept.put(document);
    if (kind == KEYS) {
      String secret = Ids.hex(16);
      accounts.key(sid, account, secret);
      exchange.answer(201, shown(document).put("secret", secret));
      return;
    }
    exchange.answer(201, shown(document));
  }

  private void update(Exchange exchange, Kind kind, Kept kept) {
    JsonObject document = found(exchange, kept);
    kind.fill(document, exchange.form(), CORRECTED);
    document.put("date_updated", TwilioTime.rfc2822(context.now()));
    answer(exchange, document);
  }

  private void delete(Exchange exchange, Kept kept) {
    JsonObject document = found(exchange, kept);
    kept.remove(document.getString("sid"));
    accounts.key(document.getString("sid"), null, null);
    exchange.answer(204);
  }

  private JsonObject found(Exchange exchange, Kept kept) {
    return kept.get(accounts.asking(exchange), exchange.pathParam("sid"), exchange.path());
  }

  private static void answer(Exchange exchange, JsonObject document) {
    exchange.answer(200, shown(document));
  }

  /** A key is told without its account and address. */
  private static JsonObject shown(JsonObject document) {
    JsonObject shown = document.copy();
    if (document.getString("sid").startsWith(KEYS.prefix())) {
      Set<String> told = Set.of("sid", "friendly_name", "date_created", "date_updated");
      new HashSet<>(shown.fieldNames())
          .stream().filter(name -> !told.contains(name)).forEach(shown::remove);
    }
    return shown;
  }
}
