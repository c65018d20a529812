package dev.ramal.simulators.twilio.messages;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code Messages}: create, fetch, list. */
public final class MessageRoutes {
  private static final Set<String> FILTERS =
      Set.of("To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken");

  private static final Set<String> UNDER_WAY = Set.of("accepted", "queued", "sending", "receiving");

  private final TwilioAccounts accounts;
  private final Map<String, TwilioMessage> known;
  private final TwilioMessages messages;

  public MessageRoutes(
      TwilioAccounts accounts, Map<String, TwilioMessage> known, TwilioMessages messages) {
    this.accounts = accounts;
    this.known = known;
    this.messages = messages;
  }

  public void mount(SimulatorServer server, String base) {
    server
        .route("POST", base + "/Messages.json", this::create)
        .route("GET", base + "/Messages.json", this::list)
        .route("GET", base + "/Messages/:sid.json", this::fetch)
        .route("POST", base + "/Messages/:sid.json", this::redact)
        .route("DELETE", base + "/Messages/:sid.json", this::delete);
  }

  /** Takes the text away, which is all that can be changed of what was not scheduled. */
  private void redact(Exchange exchange) {
    TwilioMessage message = found(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, Set.of("Body", "Status"));
    if (form.has("Status")) {
      throw TwilioErrors.bad(30409, "Only a scheduled message can be canceled");
    }
    if (!form.has("Body") || form.get("Body") != null) {
      throw TwilioErrors.bad(20001, "Body can only be made empty");
    }
    requireEnded(message);
    message.body = "";
    exchange.answer(200, message.resource());
  }

  private void delete(Exchange exchange) {
    TwilioMessage message = found(exchange);
    requireEnded(message);
    known.remove(message.sid);
    exchange.answer(204);
  }

  private static void requireEnded(TwilioMessage message) {
    if (UNDER_WAY.contains(message.status)) {
      throw TwilioErrors.error(409, 20009, "The message is still under way: " + message.status);
    }
  }

  private void create(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    exchange.answer(201, messages.send(account, exchange.form()).resource());
  }

  private void list(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    List<JsonObject> found = new ArrayList<>();
    known.values().stream()
        .filter(message -> message.account.sid().equals(account.sid()))
        .filter(message -> query.get("To") == null || query.get("To").equals(message.to))
        .filter(message -> query.get("From") == null || query.get("From").equals(message.from))
        .filter(message -> TwilioTime.meets(query, "DateSent", message.sent))
        .forEach(message -> found.add(message.resource()));
    Collections.reverse(found);
    TwilioPage.answer(exchange, "messages", found);
  }

  private void fetch(Exchange exchange) {
    exchange.answer(200, found(exchange).resource());
  }

  private TwilioMessage found(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    TwilioMessage message = known.get(exchange.pathParam("sid"));
    if (message == null || !message.account.sid().equals(account.sid())) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return message;
  }
}
