package dev.ramal.simulators.twilio.regulations;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.VersionedPage;
import dev.ramal.simulators.twilio.kept.Kept;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code EndUsers} and {@code SupportingDocuments}: what a bundle holds. Files are not looked at.
 */
final class EvidenceRoutes {
  private static final Set<String> FORM = Set.of("FriendlyName", "Type", "Attributes");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Supplier<String> url;
  private final String base;
  private final Kept kept;

  EvidenceRoutes(
      SimulatorContext context,
      TwilioAccounts accounts,
      Supplier<String> url,
      String base,
      Kept kept) {
    this.context = context;
    this.accounts = accounts;
    this.url = url;
    this.base = base;
    this.kept = kept;
  }

  void mount(SimulatorServer server) {
    mount(server, base + "/EndUsers", "IT");
    mount(server, base + "/SupportingDocuments", "RD");
  }

  private void mount(SimulatorServer server, String path, String prefix) {
    server
        .route("GET", path, exchange -> list(exchange, prefix))
        .route("POST", path, exchange -> create(exchange, prefix))
        .route("GET", path + "/:sid", exchange -> exchange.answer(200, found(exchange)))
        .route("POST", path + "/:sid", this::update)
        .route("DELETE", path + "/:sid", this::delete);
  }

  private void list(Exchange exchange, String prefix) {
    TwilioAccount account = accounts.caller(exchange);
    VersionedPage.answer(
        exchange,
        url.get(),
        "results",
        kept.of(account).stream()
            .filter(each -> each.getString("sid").startsWith(prefix))
            .toList());
  }

  private void create(Exchange exchange, String prefix) {
    TwilioAccount account = accounts.caller(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, FORM);
    if (form.get("FriendlyName") == null || form.get("Type") == null) {
      throw TwilioErrors.bad(20001, "FriendlyName and Type are required");
    }
    String sid = Ids.sid(prefix);
    JsonObject document =
        new JsonObject()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("friendly_name", form.get("FriendlyName"))
            .put("type", form.get("Type"))
            .put("attributes", attributes(form))
            .put("date_created", now())
            .put("date_updated", now())
            .put("url", url.get() + exchange.path() + "/" + sid);
    if (prefix.equals("RD")) {
      document
          .put("mime_type", null)
          .put("status", "draft")
          .put("failure_reason", null)
          .put("errors", new JsonArray());
    }
    kept.put(document);
    exchange.answer(201, document);
  }

  private void update(Exchange exchange) {
    JsonObject document = found(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, Set.of("FriendlyName", "Attributes"));
    if (form.has("FriendlyName")) {
      document.put("friendly_name", form.get("FriendlyName"));
    }
    if (form.has("Attributes")) {
      document.put("attributes", attributes(form));
    }
    exchange.answer(200, document.put("date_updated", now()));
  }

  private void delete(Exchange exchange) {
    kept.remove(found(exchange).getString("sid"));
    exchange.answer(204);
  }

  private JsonObject found(Exchange exchange) {
    return kept.get(accounts.caller(exchange), exchange.pathParam("sid"), exchange.path());
  }

  private static JsonObject attributes(Fields form) {
    try {
      return new JsonObject(form.get("Attributes", "{}"));
    } catch (DecodeException notJson) {
      throw TwilioErrors.bad(20001, "Attributes must be JSON");
    }
  }

  private String now() {
    return context.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
