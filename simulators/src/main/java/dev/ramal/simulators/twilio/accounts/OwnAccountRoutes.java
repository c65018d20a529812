package dev.ramal.simulators.twilio.accounts;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What an account may read of itself: the account, and the numbers that it owns. */
public final class OwnAccountRoutes {
  private static final Set<String> FILTERS =
      Set.of("PhoneNumber", "FriendlyName", "Beta", "Origin", "PageSize", "Page", "PageToken");

  private final TwilioAccounts accounts;

  public OwnAccountRoutes(TwilioAccounts accounts) {
    this.accounts = accounts;
  }

  public void mount(SimulatorServer server, String base) {
    server
        .route("GET", base + ".json", this::account)
        .route("GET", base + "/IncomingPhoneNumbers.json", this::numbers);
  }

  private void account(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    exchange.answer(
        200,
        new JsonObject()
            .put("sid", account.sid())
            .put("owner_account_sid", account.sid())
            .put("friendly_name", account.sid())
            .put("type", "Full")
            .put("status", "active")
            .put("date_created", TwilioTime.rfc2822(Instant.EPOCH))
            .put("date_updated", TwilioTime.rfc2822(Instant.EPOCH))
            .put("uri", "/2010-04-01/Accounts/" + account.sid() + ".json"));
  }

  private void numbers(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    String wanted = query.get("PhoneNumber", "");
    List<JsonObject> found =
        account.numbers().stream()
            .sorted()
            .filter(number -> number.contains(wanted))
            .map(number -> number(account, number))
            .toList();
    TwilioPage.answer(exchange, "incoming_phone_numbers", found);
  }

  private static JsonObject number(TwilioAccount account, String number) {
    String sid =
        "PN"
            + UUID.nameUUIDFromBytes((account.sid() + number).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", account.sid())
        .put("phone_number", number)
        .put("friendly_name", number)
        .put("voice_url", account.voiceUrl() == null ? "" : account.voiceUrl())
        .put("voice_method", "POST")
        .put("sms_url", account.smsUrl() == null ? "" : account.smsUrl())
        .put("sms_method", "POST")
        .put("status", "in-use")
        .put("date_created", TwilioTime.rfc2822(Instant.EPOCH))
        .put("date_updated", TwilioTime.rfc2822(Instant.EPOCH))
        .put("capabilities", new JsonObject().put("voice", true).put("sms", true).put("mms", false))
        .put(
            "uri",
            "/2010-04-01/Accounts/" + account.sid() + "/IncomingPhoneNumbers/" + sid + ".json");
  }
}
