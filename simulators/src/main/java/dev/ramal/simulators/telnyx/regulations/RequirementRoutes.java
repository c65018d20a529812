package dev.ramal.simulators.telnyx.regulations;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;

/**
 * {@code /requirements} and {@code /requirement_groups}. A group, unlike what else Telnyx answers,
 * stands in no {@code data}.
 */
public final class RequirementRoutes {
  private static final String DEMANDS = "/v2/requirements";
  private static final String PATH = "/v2/requirement_groups";
  private static final String COUNTRY = "filter[country_code]";
  private static final String TYPE = "filter[phone_number_type]";
  private static final String ACTION = "filter[action]";
  private static final String STATUS = "filter[status]";
  private static final String REFERENCE = "filter[customer_reference]";

  private final TelnyxAccounts accounts;
  private final RequirementGroups groups;

  public RequirementRoutes(TelnyxAccounts accounts, RequirementGroups groups) {
    this.accounts = accounts;
    this.groups = groups;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", DEMANDS, this::demands)
        .route("GET", DEMANDS + "/:id", this::demand)
        .route("GET", PATH, this::list)
        .route("POST", PATH, this::create)
        .route("GET", PATH + "/:id", exchange -> exchange.answer(200, found(exchange)))
        .route("PATCH", PATH + "/:id", this::change)
        .route("DELETE", PATH + "/:id", this::delete)
        .route("POST", PATH + "/:id/submit_for_approval", this::submit);
  }

  private void demands(Exchange exchange) {
    accounts.asking(exchange, TelnyxPage.NUMBER, TelnyxPage.SIZE, COUNTRY, TYPE, ACTION, "sort[]");
    TelnyxPage.answer(
        exchange, Demand.ALL.stream().map(Demand::shown).filter(asked(exchange.query())).toList());
  }

  private void demand(Exchange exchange) {
    accounts.asking(exchange);
    JsonObject found =
        Demand.ALL.stream()
            .filter(each -> each.id().equals(exchange.pathParam("id")))
            .findFirst()
            .orElseThrow(TelnyxErrors::notFound)
            .shown();
    exchange.answer(200, new JsonObject().put("data", found));
  }

  private static Predicate<JsonObject> asked(Fields query) {
    return of ->
        is(query.get(COUNTRY), of.getString("country_code"))
            && is(query.get(TYPE), of.getString("phone_number_type"))
            && is(query.get(ACTION), of.getString("action"));
  }

  private static boolean is(String wanted, String has) {
    return wanted == null || wanted.equals(has);
  }

  private void list(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange, COUNTRY, TYPE, ACTION, STATUS, REFERENCE);
    Fields query = exchange.query();
    JsonArray found = new JsonArray();
    groups.of(account).stream()
        .filter(asked(query))
        .filter(each -> is(query.get(STATUS), each.getString("status")))
        .filter(each -> is(query.get(REFERENCE), each.getString("customer_reference")))
        .forEach(found::add);
    exchange.answer(200, found);
  }

  private void create(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject body = exchange.json();
    for (String name : new String[] {"country_code", "phone_number_type", "action"}) {
      if (body.getString(name) == null) {
        throw TelnyxErrors.missing(name);
      }
    }
    Demand demand =
        Demand.ALL.stream()
            .filter(each -> each.numberType().equals(body.getString("phone_number_type")))
            .filter(each -> Demand.COUNTRY.equals(body.getString("country_code")))
            .filter(each -> Demand.ACTION.equals(body.getString("action")))
            .findFirst()
            .orElseThrow(
                () -> TelnyxErrors.unprocessable("Nothing is demanded there", "/country_code"));
    JsonObject made = groups.create(account, demand, body.getString("customer_reference"));
    groups.fill(made, body.getJsonArray("regulatory_requirements", new JsonArray()));
    exchange.answer(200, made);
  }

  private void change(Exchange exchange) {
    JsonObject group = found(exchange);
    JsonObject body = exchange.json();
    if (body.containsKey("customer_reference")) {
      group.put("customer_reference", body.getString("customer_reference"));
    }
    groups.fill(group, body.getJsonArray("regulatory_requirements", new JsonArray()));
    exchange.answer(200, group);
  }

  private void delete(Exchange exchange) {
    JsonObject group = found(exchange);
    groups.remove(group.getString("id"));
    exchange.answer(200, group);
  }

  private void submit(Exchange exchange) {
    JsonObject group = found(exchange);
    groups.submit(group);
    exchange.answer(200, group);
  }

  private JsonObject found(Exchange exchange) {
    return groups.get(accounts.asking(exchange), exchange.pathParam("id"));
  }
}
