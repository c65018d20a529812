package dev.ramal.simulators.twilio.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.Address;
import dev.ramal.simulators.twilio.api.ApiVersion;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import dev.ramal.simulators.twilio.kept.Kind;
import dev.ramal.simulators.twilio.regulations.Bundles;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code IncomingPhoneNumbers}: buys, shows, sets up, moves and releases numbers. What an account
 * was registered with is shown like what it bought.
 */
public final class OwnedNumberRoutes {
  private static final Kind NUMBERS =
      new Kind("incoming_phone_numbers", "PN")
          .optional("FriendlyName", "SmsApplicationSid", "VoiceApplicationSid", "TrunkSid")
          .optional("EmergencyAddressSid", "IdentitySid", "AddressSid", "BundleSid")
          .with("ApiVersion", ApiVersion.DATE)
          .with("SmsUrl", "")
          .with("SmsFallbackUrl", "")
          .with("StatusCallback", "")
          .with("VoiceUrl", "")
          .with("VoiceFallbackUrl", "")
          .with("SmsMethod", "POST")
          .with("SmsFallbackMethod", "POST")
          .with("StatusCallbackMethod", "POST")
          .with("VoiceMethod", "POST")
          .with("VoiceFallbackMethod", "POST")
          .with("VoiceCallerIdLookup", false)
          .with("VoiceReceiveMode", "voice")
          .with("EmergencyStatus", "Inactive");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Bundles bundles;
  private final Map<String, JsonObject> known = new HashMap<>();

  public OwnedNumberRoutes(SimulatorContext context, TwilioAccounts accounts, Bundles bundles) {
    this.context = context;
    this.accounts = accounts;
    this.bundles = bundles;
  }

  public void mount(SimulatorServer server, String base) {
    String path = base + "/IncomingPhoneNumbers";
    server
        .route("GET", path + ".json", this::list)
        .route("POST", path + ".json", this::buy)
        .route("GET", path + "/:sid.json", exchange -> exchange.answer(200, found(exchange)))
        .route("POST", path + "/:sid.json", this::update)
        .route("DELETE", path + "/:sid.json", this::release);
  }

  private void list(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(
        query,
        Set.of("Beta", "FriendlyName", "PhoneNumber", "Origin", "PageSize", "Page", "PageToken"));
    String name = query.get("FriendlyName");
    String number = query.get("PhoneNumber");
    List<JsonObject> found =
        account.numbers().stream()
            .sorted()
            .map(owned -> document(account, owned))
            .filter(of -> name == null || name.equals(of.getString("friendly_name")))
            .filter(of -> number == null || of.getString("phone_number").contains(number))
            .toList();
    TwilioPage.answer(exchange, "incoming_phone_numbers", found);
  }

  private void buy(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields form = exchange.form();
    String number = wanted(form);
    JsonObject document = fresh(account, number);
    NUMBERS.fill(document, form, "PhoneNumber", "AreaCode");
    demandDocuments(account, number, form);
    account = own(account, number, true);
    known.put(number, document.put("account_sid", account.sid()));
    exchange.answer(201, document(account, number));
  }

  private void demandDocuments(TwilioAccount account, String number, Fields form) {
    if ("BR".equals(NumberShelf.countryOf(number))) {
      bundles.demand(account, number, type(number), form.get("BundleSid"), form.get("AddressSid"));
    }
  }

  /** As regulations name it. */
  private static String type(String number) {
    return NumberShelf.typeOf(number).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String wanted(Fields form) {
    String number = form.get("PhoneNumber");
    String area = form.get("AreaCode");
    if (number == null && area == null) {
      throw TwilioErrors.bad(20001, "PhoneNumber or AreaCode is required");
    }
    if (number == null) {
      return NumberShelf.numbers("US", NumberShelf.Type.LOCAL, area).stream()
          .filter(each -> accounts.owner(each) == null)
          .findFirst()
          .orElseThrow(
              () -> TwilioErrors.bad(21452, "No phone numbers found in area code " + area));
    }
    if (!Address.isNumber(number)) {
      throw TwilioErrors.bad(21421, "PhoneNumber is invalid: " + number);
    }
    if (accounts.owner(number) != null || !NumberShelf.holds(number)) {
      throw TwilioErrors.bad(21422, number + " is not available");
    }
    return number;
  }

  private void update(Exchange exchange) {
    JsonObject document = found(exchange);
    Fields form = exchange.form();
    NUMBERS.fill(document, form, "AccountSid");
    document.put("date_updated", TwilioTime.rfc2822(context.now()));
    String target = form.get("AccountSid");
    if (target != null && !target.equals(document.getString("account_sid"))) {
      move(exchange, document, target);
    }
    exchange.answer(200, document);
  }

  /** To another account of the same family. */
  private void move(Exchange exchange, JsonObject document, String target) {
    TwilioAccount to = accounts.get(target);
    TwilioAccount caller = accounts.caller(exchange);
    if (to == null || !accounts.mayAct(caller, to)) {
      throw TwilioErrors.bad(20001, "No such account: " + target);
    }
    String number = document.getString("phone_number");
    own(accounts.get(document.getString("account_sid")), number, false);
    own(to, number, true);
    document.put("account_sid", target).put("uri", uri(target, document.getString("sid")));
  }

  private void release(Exchange exchange) {
    JsonObject document = found(exchange);
    String number = document.getString("phone_number");
    own(accounts.get(document.getString("account_sid")), number, false);
    known.remove(number);
    exchange.answer(204);
  }

  private TwilioAccount own(TwilioAccount account, String number, boolean owned) {
    Set<String> numbers = new HashSet<>(account.numbers());
    if (owned) {
      numbers.add(number);
    } else {
      numbers.remove(number);
    }
    TwilioAccount changed = account.numbers(numbers);
    accounts.put(changed);
    return changed;
  }

  private JsonObject found(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    return account.numbers().stream()
        .map(number -> document(account, number))
        .filter(document -> document.getString("sid").equals(exchange.pathParam("sid")))
        .findFirst()
        .orElseThrow(() -> TwilioErrors.notFound(exchange.path()));
  }

  private JsonObject document(TwilioAccount account, String number) {
    JsonObject document = known.get(number);
    if (document == null || !account.sid().equals(document.getString("account_sid"))) {
      document = fresh(account, number);
      known.put(number, document);
    }
    told(document, "voice_url", account.voiceUrl());
    told(document, "sms_url", account.smsUrl());
    return document;
  }

  /** What the account was given after its number was first shown. */
  private static void told(JsonObject document, String name, String url) {
    if (url != null && document.getString(name, "").isEmpty()) {
      document.put(name, url);
    }
  }

  private JsonObject fresh(TwilioAccount account, String number) {
    String sid = NumberJson.sid(number);
    String now = TwilioTime.rfc2822(context.now());
    return NUMBERS
        .empty()
        .put("sid", sid)
        .put("account_sid", account.sid())
        .put("friendly_name", number)
        .put("phone_number", number)
        .put("voice_url", account.voiceUrl() == null ? "" : account.voiceUrl())
        .put("sms_url", account.smsUrl() == null ? "" : account.smsUrl())
        .put("address_requirements", NumberJson.addressRequirements(number))
        .put("beta", false)
        .put("capabilities", NumberJson.capabilities(number, "sms", "mms"))
        .put("origin", "twilio")
        .put("status", "in-use")
        .put("type", NumberShelf.typeOf(number).name().toLowerCase(Locale.ROOT))
        .put("emergency_address_status", "unregistered")
        .put("date_created", now)
        .put("date_updated", now)
        .put("uri", uri(account.sid(), sid));
  }

  private static String uri(String account, String sid) {
    return "/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers/" + sid + ".json";
  }
}
