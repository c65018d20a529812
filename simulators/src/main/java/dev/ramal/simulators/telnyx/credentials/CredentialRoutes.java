package dev.ramal.simulators.telnyx.credentials;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code /credential_connections} and {@code /telephony_credentials}: an account makes credentials
 * below a connection, and tokens of a credential. A credential's SIP user is made up, never chosen.
 * Each account has a connection from the beginning: its id is that of the account's application
 * with 26 at its beginning.
 */
public final class CredentialRoutes {
  private static final String CONNECTIONS = "/v2/credential_connections";
  private static final String CREDENTIALS = "/v2/telephony_credentials";
  private static final long LEAST_ID = 2_700_000_000_000_000_000L;
  private static final long MOST_ID = 2_800_000_000_000_000_000L;

  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final Map<String, Owned> connections = new LinkedHashMap<>();
  private final Map<String, Owned> credentials = new LinkedHashMap<>();

  private record Owned(String account, JsonObject document) {}

  public CredentialRoutes(SimulatorContext context, TelnyxAccounts accounts) {
    this.context = context;
    this.accounts = accounts;
  }

  public void mount(SimulatorServer server) {
    server
        .route("POST", CONNECTIONS, this::connect)
        .route("GET", CONNECTIONS + "/:id", this::connection)
        .route("GET", CREDENTIALS, this::list)
        .route("POST", CREDENTIALS, this::create)
        .route("GET", CREDENTIALS + "/:id", exchange -> exchange.answer(200, data(found(exchange))))
        .route("DELETE", CREDENTIALS + "/:id", this::delete)
        .route("POST", CREDENTIALS + "/:id/token", this::token);
  }

  /** Forgets credentials; their connections stay, as accounts do. */
  public void clear() {
    credentials.clear();
  }

  private void connect(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject body = exchange.json();
    needed(body, "connection_name");
    JsonObject made =
        new JsonObject()
            .put("id", "" + ThreadLocalRandom.current().nextLong(LEAST_ID, MOST_ID))
            .put("record_type", "credential_connection")
            .put("active", true)
            .put("sip_uri_calling_preference", "disabled")
            .mergeIn(body)
            .put("created_at", TelnyxTime.message(context.now()))
            .put("updated_at", TelnyxTime.message(context.now()));
    connections.put(made.getString("id"), new Owned(account.connectionId(), made));
    exchange.answer(201, data(made));
  }

  private void connection(Exchange exchange) {
    JsonObject found = connection(accounts.asking(exchange), exchange.pathParam("id"));
    if (found == null) {
      throw TelnyxErrors.notFound();
    }
    exchange.answer(200, data(found));
  }

  /** Null when the account has none of that id. */
  private JsonObject connection(TelnyxAccount account, String id) {
    if (("26" + account.connectionId().substring(2)).equals(id)) {
      return new JsonObject()
          .put("id", id)
          .put("record_type", "credential_connection")
          .put("active", true)
          .put("connection_name", "Ramal")
          .put("sip_uri_calling_preference", "unrestricted");
    }
    Owned made = connections.get(id);
    return made == null || !made.account().equals(account.connectionId()) ? null : made.document();
  }

  private void create(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject body = exchange.json();
    needed(body, "connection_id");
    if (connection(account, body.getString("connection_id")) == null) {
      throw TelnyxErrors.unprocessable("connection_id is invalid", "/connection_id");
    }
    JsonObject made =
        new JsonObject()
            .put("id", Ids.uuid())
            .put("record_type", "credential")
            .put("resource_id", "connection:" + body.getString("connection_id"))
            .put("name", body.getString("name"))
            .put("tag", body.getString("tag"))
            .put("sip_username", "gencred" + Ids.hex(11))
            .put("sip_password", Ids.hex(16))
            .put("expired", false)
            .put("expires_at", body.getString("expires_at"))
            .put("created_at", TelnyxTime.message(context.now()))
            .put("updated_at", TelnyxTime.message(context.now()));
    credentials.put(made.getString("id"), new Owned(account.connectionId(), made));
    exchange.answer(201, data(made));
  }

  private void list(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(
            exchange,
            TelnyxPage.NUMBER,
            TelnyxPage.SIZE,
            "filter[name]",
            "filter[tag]",
            "filter[resource_id]",
            "filter[sip_username]",
            "filter[status]");
    TelnyxPage.answer(
        exchange,
        credentials.values().stream()
            .filter(owned -> owned.account().equals(account.connectionId()))
            .map(Owned::document)
            .filter(
                document ->
                    List.of("name", "tag", "resource_id", "sip_username").stream()
                        .allMatch(field -> fits(exchange, document, field)))
            .toList());
  }

  private static boolean fits(Exchange exchange, JsonObject document, String field) {
    String wanted = exchange.query().get("filter[" + field + "]");
    return wanted == null || wanted.equals(document.getString(field));
  }

  private void delete(Exchange exchange) {
    JsonObject gone = found(exchange);
    credentials.remove(gone.getString("id"));
    exchange.answer(200, data(gone));
  }

  /** The token itself, not within JSON. */
  private void token(Exchange exchange) {
    JsonObject credential = found(exchange);
    exchange.answer(
        201,
        "text/plain; charset=utf-8",
        AccessTokens.of(credential.getString("id"), context.now()),
        Map.of());
  }

  private JsonObject found(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    Owned owned = credentials.get(exchange.pathParam("id"));
    if (owned == null || !owned.account().equals(account.connectionId())) {
      throw TelnyxErrors.notFound();
    }
    return owned.document();
  }

  private static void needed(JsonObject body, String name) {
    if (body.getValue(name) == null) {
      throw TelnyxErrors.missing(name);
    }
  }

  private static JsonObject data(JsonObject document) {
    return new JsonObject().put("data", document);
  }
}
