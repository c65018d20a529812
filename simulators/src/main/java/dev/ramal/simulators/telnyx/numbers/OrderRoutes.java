package dev.ramal.simulators.telnyx.numbers;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.context.NumberShelf.Type;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.telnyx.regulations.RequirementGroups;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /available_phone_numbers} and {@code /number_orders}: an order succeeds at once, or once
 * its requirement group is approved.
 */
public final class OrderRoutes {
  private static final String COUNTRY = "filter[country_code]";
  private static final String TYPE = "filter[phone_number_type]";
  private static final String AREA = "filter[national_destination_code]";
  private static final String LIMIT = "filter[limit]";
  private static final String CONTAINS = "filter[phone_number][contains]";
  private static final String STARTS = "filter[phone_number][starts_with]";
  private static final String ENDS = "filter[phone_number][ends_with]";

  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final NumberBook book;
  private final RequirementGroups groups;
  private final Map<String, Order> orders = new LinkedHashMap<>();

  private record Order(TelnyxAccount account, JsonObject document, JsonArray wanted) {}

  public OrderRoutes(
      SimulatorContext context,
      TelnyxAccounts accounts,
      NumberBook book,
      RequirementGroups groups) {
    this.context = context;
    this.accounts = accounts;
    this.book = book;
    this.groups = groups;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", "/v2/available_phone_numbers", this::search)
        .route("GET", "/v2/number_orders", this::list)
        .route("POST", "/v2/number_orders", this::order)
        .route("GET", "/v2/number_orders/:id", this::fetch);
  }

  public void clear() {
    orders.clear();
  }

  private void search(Exchange exchange) {
    accounts.asking(
        exchange,
        COUNTRY,
        TYPE,
        AREA,
        LIMIT,
        CONTAINS,
        STARTS,
        ENDS,
        "filter[features]",
        "filter[best_effort]",
        "filter[reservable]",
        "filter[locality]",
        "filter[administrative_area]",
        "filter[exclude_held_numbers]");
    Fields query = exchange.query();
    int limit = Integer.parseInt(query.get(LIMIT, "20"));
    JsonArray found = new JsonArray();
    NumberShelf.numbers(query.get(COUNTRY, "US"), type(query.get(TYPE)), query.get(AREA)).stream()
        .filter(book::isFree)
        .filter(number -> number.contains(query.get(CONTAINS, "")))
        .filter(number -> national(number).startsWith(query.get(STARTS, "")))
        .filter(number -> number.endsWith(query.get(ENDS, "")))
        .limit(limit)
        .forEach(number -> found.add(available(number)));
    exchange.answer(
        200,
        new JsonObject()
            .put("data", found)
            .put(
                "meta",
                new JsonObject().put("total_results", found.size()).put("best_effort_results", 0)));
  }

  private static Type type(String text) {
    return switch (text == null ? "local" : text) {
      case "local", "national" -> Type.LOCAL;
      case "mobile" -> Type.MOBILE;
      case "toll_free" -> Type.TOLL_FREE;
      default ->
          throw TelnyxErrors.error(
              400, "10015", "Bad Request", "Not played: numbers of type " + text, null);
    };
  }

  private static String national(String number) {
    return number.substring(number.startsWith("+55") ? 3 : 2);
  }

  private static JsonObject available(String number) {
    JsonArray features = new JsonArray().add(new JsonObject().put("name", "voice"));
    if (NumberShelf.typeOf(number) == Type.MOBILE || number.startsWith("+1")) {
      features.add(new JsonObject().put("name", "sms"));
    }
    return new JsonObject()
        .put("record_type", "available_phone_number")
        .put("phone_number", number)
        .putNull("vanity_format")
        .put("best_effort", false)
        .put("quickship", true)
        .put("reservable", false)
        .put("features", features)
        .put(
            "region_information",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("region_type", "country_code")
                        .put("region_name", NumberShelf.countryOf(number))))
        .put(
            "cost_information",
            new JsonObject()
                .put("upfront_cost", "1.00000")
                .put("monthly_cost", "1.00000")
                .put("currency", "USD"));
  }

  private void order(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject body = exchange.json();
    JsonArray wanted = body.getJsonArray("phone_numbers", new JsonArray());
    if (wanted.isEmpty()) {
      throw TelnyxErrors.missing("phone_numbers");
    }
    List<String> numbers =
        wanted.stream().map(each -> ((JsonObject) each).getString("phone_number")).toList();
    for (String number : numbers) {
      if (number == null || !book.isFree(number)) {
        throw TelnyxErrors.unprocessable(
            "Phone number " + number + " is not available", "/phone_numbers");
      }
    }
    wanted.forEach(each -> papers(account, (JsonObject) each));
    JsonObject document =
        new JsonObject()
            .put("record_type", "number_order")
            .put("id", Ids.uuid())
            .put("status", "pending")
            .put("phone_numbers_count", numbers.size())
            .put("sub_number_orders_ids", new JsonArray())
            .put("connection_id", body.getString("connection_id"))
            .put("messaging_profile_id", body.getString("messaging_profile_id"))
            .put("billing_group_id", body.getString("billing_group_id"))
            .put("customer_reference", body.getString("customer_reference"))
            .put("created_at", TelnyxTime.message(context.now()))
            .put("updated_at", TelnyxTime.message(context.now()));
    Order order = new Order(account, document, wanted);
    orders.put(document.getString("id"), order);
    exchange.answer(200, new JsonObject().put("data", now(order)));
  }

  /** The order as it stands: what was approved since makes it succeed. */
  private JsonObject now(Order order) {
    JsonObject document = order.document();
    if (!"pending".equals(document.getString("status"))) {
      return document;
    }
    List<String> papers =
        order.wanted().stream().map(each -> papers(order.account(), (JsonObject) each)).toList();
    boolean met = papers.stream().allMatch(RequirementGroups::isApproved);
    JsonArray numbers = new JsonArray();
    for (int i = 0; i < papers.size(); i++) {
      String number = order.wanted().getJsonObject(i).getString("phone_number");
      numbers.add(
          met ? ordered(order.account(), number, document) : waiting(number, papers.get(i)));
    }
    return document
        .put("status", met ? "success" : "pending")
        .put("requirements_met", met)
        .put("phone_numbers", numbers);
  }

  /** A Brazilian number needs a requirement group; without one its order waits for papers. */
  private String papers(TelnyxAccount account, JsonObject wanted) {
    String number = wanted.getString("phone_number");
    String group = wanted.getString("requirement_group_id");
    if (!"BR".equals(NumberShelf.countryOf(number))) {
      return "approved";
    }
    String type = NumberShelf.typeOf(number).name().toLowerCase(Locale.ROOT);
    return group == null ? "unapproved" : groups.demand(account, group, type);
  }

  private static String requirementsStatus(String papers) {
    return switch (papers) {
      case "pending-approval" -> "requirement-info-under-review";
      case "declined", "expired" -> "requirement-info-exception";
      default -> "requirement-info-pending";
    };
  }

  private static JsonObject waiting(String number, String papers) {
    return new JsonObject()
        .put("record_type", "number_order_phone_number")
        .put("id", Ids.uuid())
        .put("phone_number", number)
        .put("status", "pending")
        .put("requirements_met", false)
        .put("requirements_status", requirementsStatus(papers))
        .put(
            "regulatory_requirements",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("record_type", "phone_number_regulatory_requirement")
                        .put("requirement_id", "8ffb3622-7c6b-4ccc-b65f-7a3dc0099576")
                        .put("field_type", "address_id")));
  }

  private JsonObject ordered(TelnyxAccount account, String number, JsonObject body) {
    JsonObject document = book.buy(account, number);
    for (String name : List.of("connection_id", "messaging_profile_id", "customer_reference")) {
      if (body.getString(name) != null) {
        document.put(name, body.getString(name));
      }
    }
    return new JsonObject()
        .put("record_type", "number_order_phone_number")
        .put("id", Ids.uuid())
        .put("phone_number", number)
        .put("status", "success")
        .put("requirements_met", true)
        .put("requirements_status", "approved")
        .put("regulatory_requirements", new JsonArray());
  }

  private void list(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(
            exchange,
            TelnyxPage.NUMBER,
            TelnyxPage.SIZE,
            "filter[status]",
            "filter[customer_reference]");
    String status = exchange.query().get("filter[status]");
    String reference = exchange.query().get("filter[customer_reference]");
    TelnyxPage.answer(
        exchange,
        orders.values().stream()
            .filter(order -> order.account().connectionId().equals(account.connectionId()))
            .map(this::now)
            .filter(of -> status == null || status.equals(of.getString("status")))
            .filter(of -> reference == null || reference.equals(of.getString("customer_reference")))
            .toList());
  }

  private void fetch(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    Order order = orders.get(exchange.pathParam("id"));
    if (order == null || !order.account().connectionId().equals(account.connectionId())) {
      throw TelnyxErrors.notFound();
    }
    exchange.answer(200, new JsonObject().put("data", now(order)));
  }
}
