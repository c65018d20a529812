package dev.ramal.simulators.telnyx.setup;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ThreadLocalRandom;

/** {@code /call_control_applications} and {@code /messaging_profiles}. */
public final class SettingRoutes {
  private static final long LEAST_ID = 2_600_000_000_000_000_000L;
  private static final long MOST_ID = 2_700_000_000_000_000_000L;

  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final Settings settings;

  public SettingRoutes(SimulatorContext context, TelnyxAccounts accounts, Settings settings) {
    this.context = context;
    this.accounts = accounts;
    this.settings = settings;
  }

  public void mount(SimulatorServer server) {
    for (Setting kind : Setting.values()) {
      server
          .route("GET", kind.path, exchange -> list(exchange, kind))
          .route("POST", kind.path, exchange -> create(exchange, kind))
          .route(
              "GET", kind.path + "/:id", exchange -> answer(exchange, 200, found(exchange, kind)))
          .route("PATCH", kind.path + "/:id", exchange -> update(exchange, kind))
          .route("DELETE", kind.path + "/:id", exchange -> delete(exchange, kind));
    }
  }

  private void list(Exchange exchange, Setting kind) {
    TelnyxAccount account =
        accounts.asking(exchange, TelnyxPage.NUMBER, TelnyxPage.SIZE, "sort", "filter[name]");
    String name = exchange.query().get("filter[name]");
    TelnyxPage.answer(
        exchange,
        settings.of(account, kind).stream()
            .filter(document -> name == null || name.equals(document.getString("name")))
            .toList());
  }

  private void create(Exchange exchange, Setting kind) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject body = exchange.json();
    kind.known(body);
    kind.whole(body);
    JsonObject made = settings.fresh(kind, id(kind)).mergeIn(body);
    settings.put(account, made);
    answer(exchange, kind == Setting.APPLICATION ? 201 : 200, made);
  }

  private void update(Exchange exchange, Setting kind) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject document = found(exchange, kind);
    JsonObject body = exchange.json();
    kind.known(body);
    document.mergeIn(body).put("updated_at", TelnyxTime.message(context.now()));
    if (kind.idOf(account).equals(document.getString("id"))) {
      accounts.put(kind.changed(account, document));
    }
    answer(exchange, 200, document);
  }

  private void delete(Exchange exchange, Setting kind) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject document = found(exchange, kind);
    if (kind.idOf(account).equals(document.getString("id"))) {
      throw TelnyxErrors.unprocessable(
          "The stand-in's account keeps the one that it was registered with", "/id");
    }
    settings.remove(account, document.getString("id"));
    answer(exchange, 200, document);
  }

  private JsonObject found(Exchange exchange, Setting kind) {
    JsonObject found = settings.get(accounts.asking(exchange), kind, exchange.pathParam("id"));
    if (found == null) {
      throw TelnyxErrors.notFound();
    }
    return found;
  }

  private static String id(Setting kind) {
    return kind == Setting.APPLICATION
        ? String.valueOf(ThreadLocalRandom.current().nextLong(LEAST_ID, MOST_ID))
        : Ids.uuid();
  }

  private static void answer(Exchange exchange, int status, JsonObject document) {
    exchange.answer(status, new JsonObject().put("data", document));
  }
}
