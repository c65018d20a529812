package dev.ramal.simulators.twilio.accounts;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code Accounts}: the account itself and subaccounts of its own. */
public final class SubaccountRoutes {
  private static final String PATH = "/2010-04-01/Accounts";
  private static final String ACTIVE = "active";
  private static final List<String> STATUSES = List.of(ACTIVE, "suspended", "closed");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Map<String, Note> notes = new HashMap<>();

  private record Note(String name, String status, Instant created, Instant updated) {}

  public SubaccountRoutes(SimulatorContext context, TwilioAccounts accounts) {
    this.context = context;
    this.accounts = accounts;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", PATH + ".json", this::list)
        .route("POST", PATH + ".json", this::create)
        .route("GET", PATH + "/:account.json", this::fetch)
        .route("POST", PATH + "/:account.json", this::update);
  }

  private void list(Exchange exchange) {
    TwilioAccount caller = accounts.caller(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, Set.of("FriendlyName", "Status", "PageSize", "Page", "PageToken"));
    TwilioPage.answer(
        exchange,
        "accounts",
        accounts.family(caller).stream()
            .map(this::resource)
            .filter(found -> meets(query, "FriendlyName", found.getString("friendly_name")))
            .filter(found -> meets(query, "Status", found.getString("status")))
            .toList());
  }

  private void create(Exchange exchange) {
    TwilioAccount owner = accounts.caller(exchange);
    FormRules.onlyKnown(exchange.form(), Set.of("FriendlyName"));
    TwilioAccount made = TwilioAccount.create();
    accounts.putOwned(made, owner.sid());
    Instant now = context.now();
    notes.put(
        made.sid(),
        new Note(exchange.form().get("FriendlyName", "SubAccount Created"), ACTIVE, now, now));
    exchange.answer(201, resource(made));
  }

  private void fetch(Exchange exchange) {
    exchange.answer(200, resource(accounts.asking(exchange)));
  }

  private void update(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, Set.of("FriendlyName", "Status"));
    FormRules.oneOf(form, "Status", STATUSES);
    Note old = note(account);
    if ("closed".equals(old.status())) {
      throw TwilioErrors.bad(20001, "A closed account stays closed");
    }
    if (form.get("Status") != null && accounts.ownerOf(account).equals(account.sid())) {
      throw TwilioErrors.bad(20001, "Only the owner changes the status of an account");
    }
    Note now =
        new Note(
            form.get("FriendlyName", old.name()),
            form.get("Status", old.status()),
            old.created(),
            context.now());
    notes.put(account.sid(), now);
    accounts.active(account, ACTIVE.equals(now.status()));
    exchange.answer(200, resource(account));
  }

  private JsonObject resource(TwilioAccount account) {
    Note note = note(account);
    String uri = PATH + "/" + account.sid();
    JsonObject below = new JsonObject();
    for (String name :
        List.of("Applications", "Calls", "Conferences", "IncomingPhoneNumbers", "Messages")) {
      below.put(FormRules.snake(name), uri + "/" + name + ".json");
    }
    return new JsonObject()
        .put("sid", account.sid())
        .put("auth_token", account.authToken())
        .put("friendly_name", note.name())
        .put("owner_account_sid", accounts.ownerOf(account))
        .put("status", note.status())
        .put("type", "Full")
        .put("date_created", TwilioTime.rfc2822(note.created()))
        .put("date_updated", TwilioTime.rfc2822(note.updated()))
        .put("subresource_uris", below)
        .put("uri", uri + ".json");
  }

  private Note note(TwilioAccount account) {
    return notes.computeIfAbsent(
        account.sid(), sid -> new Note("Account " + sid, ACTIVE, context.now(), context.now()));
  }

  private static boolean meets(Fields query, String name, String value) {
    return query.get(name) == null || query.get(name).equals(value);
  }
}
