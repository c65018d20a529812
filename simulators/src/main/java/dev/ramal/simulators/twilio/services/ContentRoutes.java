package dev.ramal.simulators.twilio.services;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.VersionedPage;
import dev.ramal.simulators.twilio.kept.Kept;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Content templates and their approval for WhatsApp, which takes a simulated minute. */
public final class ContentRoutes {
  private static final String PATH = "/v1/Content";
  private static final String QUICK_REPLY = "twilio/quick-reply";
  private static final Duration APPROVAL = Duration.ofMinutes(1);
  private static final List<String> CATEGORIES = List.of("UTILITY", "MARKETING", "AUTHENTICATION");
  private static final Set<String> TAKEN =
      Set.of("friendly_name", "language", "variables", "types");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Supplier<String> url;
  private final Kept templates = new Kept();
  private final Map<String, JsonObject> approvals = new HashMap<>();

  /**
   * @param url of the API
   */
  public ContentRoutes(SimulatorContext context, TwilioAccounts accounts, Supplier<String> url) {
    this.context = context;
    this.accounts = accounts;
    this.url = url;
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", PATH, this::list)
        .route("POST", PATH, this::create)
        .route("GET", PATH + "/:sid", exchange -> exchange.answer(200, found(exchange)))
        .route("DELETE", PATH + "/:sid", this::delete)
        .route("GET", PATH + "/:sid/ApprovalRequests", this::approval)
        .route("POST", PATH + "/:sid/ApprovalRequests/whatsapp", this::submit);
  }

  public void clear() {
    templates.clear();
    approvals.clear();
  }

  /** WhatsApp has decided about a text, or changed its mind. */
  public void review(String sid, String status, String reason) {
    JsonObject approval = approvals.get(sid);
    if (approval == null) {
      throw new IllegalArgumentException("nobody has asked for approval of " + sid);
    }
    approval.put("status", status).put("rejection_reason", reason == null ? "" : reason);
  }

  /** WhatsApp takes a text for one of another category than was asked for. */
  public void recategorize(String sid, String category) {
    approvals.get(sid).put("category", category);
  }

  /** Reply buttons go inside of the 24 hours without anybody's approval. */
  public boolean needsApproval(String sid) {
    return templates
        .find(sid)
        .map(found -> !found.getJsonObject("types").containsKey(QUICK_REPLY))
        .orElse(true);
  }

  /** The state of its approval; unsubmitted where nobody has asked for one. */
  public String approval(String sid) {
    JsonObject approval = approvals.get(sid);
    return approval == null ? "unsubmitted" : approval.getString("status");
  }

  /**
   * The text with its variables filled in.
   *
   * @param variables JSON by number; null for none
   */
  public String render(TwilioAccount account, String sid, String variables) {
    JsonObject document =
        templates
            .find(sid)
            .filter(found -> account.sid().equals(found.getString("account_sid")))
            .orElseThrow(() -> TwilioErrors.bad(21655, "The ContentSid is Invalid: " + sid));
    JsonObject values = document.getJsonObject("variables").copy();
    try {
      values.mergeIn(variables == null ? new JsonObject() : new JsonObject(variables));
    } catch (DecodeException e) {
      throw TwilioErrors.bad(21656, "The ContentVariables Parameter is invalid");
    }
    JsonObject type = (JsonObject) document.getJsonObject("types").iterator().next().getValue();
    String body = type.getString("body", "");
    for (String name : values.fieldNames()) {
      String value = values.getValue(name) instanceof String text ? text : "";
      if (value.isBlank() || value.matches("(?s).*([\\n\\r\\t]| {5}).*")) {
        throw TwilioErrors.bad(21656, "The ContentVariables Parameter is invalid");
      }
      body = body.replace("{{" + name + "}}", value);
    }
    return body;
  }

  private void list(Exchange exchange) {
    List<JsonObject> found = templates.of(accounts.caller(exchange));
    VersionedPage.answer(exchange, url.get(), "contents", found);
  }

  private void create(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    JsonObject body = exchange.json();
    for (String name : body.fieldNames()) {
      if (!TAKEN.contains(name)) {
        throw TwilioErrors.bad(20001, "Unknown parameter: " + name);
      }
    }
    JsonObject types = body.getJsonObject("types");
    if (body.getString("language") == null || types == null || types.isEmpty()) {
      throw TwilioErrors.bad(20001, "language and types are required");
    }
    if (types.containsKey(QUICK_REPLY)) {
      QuickReply.check(types.getJsonObject(QUICK_REPLY));
    }
    String sid = Ids.sid("HX");
    String link = url.get() + PATH + "/" + sid;
    JsonObject document =
        new JsonObject()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("friendly_name", body.getString("friendly_name"))
            .put("language", body.getString("language"))
            .put("variables", body.getJsonObject("variables", new JsonObject()))
            .put("types", types)
            .put("date_created", now())
            .put("date_updated", now())
            .put("url", link)
            .put(
                "links",
                new JsonObject()
                    .put("approval_fetch", link + "/ApprovalRequests")
                    .put("approval_create", link + "/ApprovalRequests/whatsapp"));
    templates.put(document);
    exchange.answer(201, document);
  }

  private void delete(Exchange exchange) {
    String sid = found(exchange).getString("sid");
    templates.remove(sid);
    approvals.remove(sid);
    exchange.answer(204);
  }

  private void submit(Exchange exchange) {
    JsonObject template = found(exchange);
    JsonObject body = exchange.json();
    String name = body.getString("name");
    String category = body.getString("category");
    if (name == null || !name.matches("[a-z0-9_]+")) {
      throw TwilioErrors.bad(20001, "name has small letters, digits and underscores");
    }
    if (!CATEGORIES.contains(category)) {
      throw TwilioErrors.bad(20001, "category is one of " + CATEGORIES);
    }
    if (approvals.containsKey(template.getString("sid"))) {
      throw TwilioErrors.bad(20001, "approval was asked for already");
    }
    JsonObject approval =
        new JsonObject()
            .put("name", name)
            .put("category", category)
            .put("content_type", template.getJsonObject("types").fieldNames().iterator().next())
            .put("status", "received")
            .put("rejection_reason", "")
            .put("allow_category_change", true);
    approvals.put(template.getString("sid"), approval);
    context.after(
        APPROVAL,
        () -> {
          if ("received".equals(approval.getString("status"))) {
            approval.put("status", "approved");
          }
        });
    exchange.answer(201, approval.copy());
  }

  private void approval(Exchange exchange) {
    JsonObject template = found(exchange);
    JsonObject none =
        new JsonObject().put("status", "unsubmitted").put("type", "whatsapp").put("name", "");
    exchange.answer(
        200,
        new JsonObject()
            .put("sid", template.getString("sid"))
            .put("account_sid", template.getString("account_sid"))
            .put("whatsapp", approvals.getOrDefault(template.getString("sid"), none).copy())
            .put("url", url.get() + exchange.path()));
  }

  private JsonObject found(Exchange exchange) {
    return templates.get(accounts.caller(exchange), exchange.pathParam("sid"), exchange.path());
  }

  private String now() {
    return context.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
