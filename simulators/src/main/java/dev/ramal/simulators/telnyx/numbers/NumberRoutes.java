package dev.ramal.simulators.telnyx.numbers;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** {@code /phone_numbers}: what an account owns, how it is set up, and its release. */
public final class NumberRoutes {
  private static final String PATH = "/v2/phone_numbers";
  private static final Set<String> CHANGEABLE =
      Set.of(
          "billing_group_id",
          "connection_id",
          "customer_reference",
          "external_pin",
          "hd_voice_enabled",
          "id",
          "tags");
  private static final Set<String> VOICE = Set.of("connection_id", "tech_prefix_enabled");
  private static final Set<String> MESSAGING = Set.of("messaging_profile_id", "messaging_product");

  private final TelnyxAccounts accounts;
  private final NumberBook book;

  public NumberRoutes(TelnyxAccounts accounts, NumberBook book) {
    this.accounts = accounts;
    this.book = book;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", PATH, this::list)
        .route("GET", PATH + "/:id", exchange -> answer(exchange, found(exchange)))
        .route("PATCH", PATH + "/:id", exchange -> update(exchange, CHANGEABLE))
        .route("DELETE", PATH + "/:id", this::release)
        .route("GET", PATH + "/:id/voice", exchange -> answer(exchange, found(exchange)))
        .route("PATCH", PATH + "/:id/voice", exchange -> update(exchange, VOICE))
        .route("GET", PATH + "/:id/messaging", exchange -> answer(exchange, found(exchange)))
        .route("PATCH", PATH + "/:id/messaging", exchange -> update(exchange, MESSAGING));
  }

  private void list(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(
            exchange,
            TelnyxPage.NUMBER,
            TelnyxPage.SIZE,
            "sort",
            "filter[phone_number]",
            "filter[connection_id]",
            "filter[status]",
            "filter[country_iso_alpha2]",
            "filter[customer_reference]");
    Fields query = exchange.query();
    List<JsonObject> found =
        account.numbers().stream()
            .sorted()
            .map(number -> book.document(account, number))
            .filter(of -> meets(query, "phone_number", of.getString("phone_number")))
            .filter(of -> meets(query, "connection_id", of.getString("connection_id")))
            .filter(of -> meets(query, "status", of.getString("status")))
            .filter(of -> meets(query, "country_iso_alpha2", of.getString("country_iso_alpha2")))
            .filter(of -> meets(query, "customer_reference", of.getString("customer_reference")))
            .toList();
    TelnyxPage.answer(exchange, found);
  }

  private static boolean meets(Fields query, String name, String value) {
    String wanted = query.get("filter[" + name + "]");
    return wanted == null || wanted.equals(value);
  }

  private void update(Exchange exchange, Set<String> changeable) {
    JsonObject document = found(exchange);
    JsonObject body = exchange.json();
    for (String name : body.fieldNames()) {
      if (!changeable.contains(name)) {
        throw TelnyxErrors.error(
            400, "10015", "Bad Request", "Unknown parameter: " + name, "/" + name);
      }
    }
    body.remove("id");
    answer(exchange, document.mergeIn(body));
  }

  private void release(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject document = found(exchange);
    book.release(account, document.getString("phone_number"));
    answer(exchange, document.put("status", "deleted"));
  }

  private JsonObject found(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    String id = exchange.pathParam("id");
    return account.numbers().stream()
        .map(number -> book.document(account, number))
        .filter(of -> id.equals(of.getString("id")) || id.equals(of.getString("phone_number")))
        .findFirst()
        .orElseThrow(TelnyxErrors::notFound);
  }

  private static void answer(Exchange exchange, JsonObject document) {
    exchange.answer(200, new JsonObject().put("data", document));
  }
}
