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
        .route("GET", base + "/Messages/:sid.json", this::fetch);
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
    TwilioAccount account = accounts.asking(exchange);
    TwilioMessage message = known.get(exchange.pathParam("sid"));
    if (message == null || !message.account.sid().equals(account.sid())) {
      throw TwilioErrors.notFound(exchange.path());
    }
    exchange.answer(200, message.resource());
  }
}
