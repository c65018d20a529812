package dev.ramal.simulators.twilio.contents;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.VersionedPage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/Content}: create, list, fetch, delete. */
public final class ContentRoutes {
  private static final String PATH = "/v1/Content";
  private static final Set<String> FIELDS =
      Set.of("friendly_name", "language", "variables", "types");
  private static final String QUICK_REPLY = "twilio/quick-reply";
  private static final int MOST_ACTIONS = 10;
  private static final int LONGEST_TITLE = 20;

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Contents contents;
  private final Supplier<String> url;

  /**
   * @param url of the API
   */
  public ContentRoutes(
      SimulatorContext context, TwilioAccounts accounts, Contents contents, Supplier<String> url) {
    this.context = context;
    this.accounts = accounts;
    this.contents = contents;
    this.url = url;
  }

  public void mount(SimulatorServer server) {
    server
        .route("POST", PATH, this::create)
        .route("GET", PATH, this::list)
        .route("GET", PATH + "/:sid", exchange -> exchange.answer(200, found(exchange)))
        .route("DELETE", PATH + "/:sid", this::delete);
  }

  private void create(Exchange exchange) {
    String account = accounts.caller(exchange).sid();
    JsonObject asked = exchange.json();
    check(asked);
    String sid = Ids.sid("HX");
    String now = context.now().truncatedTo(ChronoUnit.SECONDS).toString();
    JsonObject content =
        new JsonObject()
            .put("sid", sid)
            .put("account_sid", account)
            .put("friendly_name", asked.getString("friendly_name"))
            .put("language", asked.getString("language"))
            .put("variables", asked.getJsonObject("variables", new JsonObject()))
            .put("types", asked.getJsonObject("types"))
            .put("date_created", now)
            .put("date_updated", now)
            .put("url", url.get() + PATH + "/" + sid)
            .put("links", new JsonObject());
    contents.put(content);
    exchange.answer(201, content);
  }

  private static void check(JsonObject asked) {
    for (String name : asked.fieldNames()) {
      if (!FIELDS.contains(name)) {
        throw TwilioErrors.bad(20001, "Unknown parameter: " + name);
      }
    }
    JsonObject types = asked.getJsonObject("types", new JsonObject());
    if (asked.getString("language") == null || types.isEmpty()) {
      throw TwilioErrors.bad(20001, "language and types are required");
    }
    JsonObject quickReply = types.getJsonObject(QUICK_REPLY);
    if (quickReply != null) {
      checkActions(quickReply.getString("body"), quickReply.getJsonArray("actions"));
    }
  }

  private static void checkActions(String body, JsonArray actions) {
    if (body == null || body.isBlank() || actions == null || actions.isEmpty()) {
      throw TwilioErrors.bad(20001, "A quick reply needs a body and actions");
    }
    List<String> titles =
        actions.stream().map(action -> ((JsonObject) action).getString("title", "")).toList();
    boolean fit =
        titles.stream().allMatch(title -> !title.isBlank() && title.length() <= LONGEST_TITLE);
    if (titles.size() > MOST_ACTIONS || !fit) {
      throw TwilioErrors.bad(20001, "Up to ten actions with titles of up to 20 characters");
    }
  }

  private void list(Exchange exchange) {
    VersionedPage.answer(exchange, url.get(), "contents", contents.of(accounts.caller(exchange)));
  }

  private void delete(Exchange exchange) {
    contents.remove(found(exchange).getString("sid"));
    exchange.answer(204);
  }

  private JsonObject found(Exchange exchange) {
    JsonObject content = contents.get(accounts.caller(exchange), exchange.pathParam("sid"));
    if (content == null) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return content;
  }
}
