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
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code Bundles}, what is assigned to them, and their evaluations. */
public final class BundleRoutes {
  private static final String BASE = "/v2/RegulatoryCompliance";
  private static final String PATH = BASE + "/Bundles";
  private static final Set<String> FORM =
      Set.of(
          "FriendlyName",
          "Email",
          "StatusCallback",
          "RegulationSid",
          "IsoCountry",
          "EndUserType",
          "NumberType",
          "IsTest");
  private static final Set<String> FILTERS =
      Set.of(
          "Status",
          "BundleSids",
          "FriendlyName",
          "RegulationSid",
          "IsoCountry",
          "NumberType",
          "EndUserType",
          "PageSize",
          "Page",
          "PageToken");

  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Supplier<String> url;
  private final Bundles kept;
  private final Set<String> tests = new HashSet<>();

  /**
   * @param url of the API
   */
  public BundleRoutes(
      SimulatorContext context, TwilioAccounts accounts, Supplier<String> url, Bundles kept) {
    this.context = context;
    this.accounts = accounts;
    this.url = url;
    this.kept = kept;
  }

  public void mount(SimulatorServer server) {
    new RegulationRoutes(accounts, url, BASE).mount(server);
    new EvidenceRoutes(context, accounts, url, BASE, kept.evidence).mount(server);
    server
        .route("GET", PATH, this::list)
        .route("POST", PATH, this::create)
        .route("GET", PATH + "/:sid", exchange -> exchange.answer(200, found(exchange)))
        .route("POST", PATH + "/:sid", this::update)
        .route("DELETE", PATH + "/:sid", this::delete)
        .route("GET", PATH + "/:sid/ItemAssignments", this::items)
        .route("POST", PATH + "/:sid/ItemAssignments", this::assign)
        .route("DELETE", PATH + "/:sid/ItemAssignments/:item", this::unassign)
        .route("GET", PATH + "/:sid/Evaluations", this::evaluations)
        .route("POST", PATH + "/:sid/Evaluations", this::evaluate);
  }

  private void list(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    String status = query.get("Status");
    String name = query.get("FriendlyName");
    String regulation = query.get("RegulationSid");
    VersionedPage.answer(
        exchange,
        url.get(),
        "results",
        kept.bundles.of(account).stream()
            .filter(each -> status == null || status.equals(each.getString("status")))
            .filter(each -> name == null || name.equals(each.getString("friendly_name")))
            .filter(
                each -> regulation == null || regulation.equals(each.getString("regulation_sid")))
            .filter(
                each ->
                    Bundles.regulation(each)
                        .is(
                            query.get("IsoCountry"),
                            query.get("NumberType"),
                            query.get("EndUserType")))
            .toList());
  }

  private void create(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, FORM);
    FormRules.callable(form, "StatusCallback");
    if (form.get("FriendlyName") == null || form.get("Email") == null) {
      throw TwilioErrors.bad(20001, "FriendlyName and Email are required");
    }
    String sid = Ids.sid("BU");
    String link = url.get() + PATH + "/" + sid;
    JsonObject bundle =
        new JsonObject()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("regulation_sid", regulation(form).sid())
            .put("friendly_name", form.get("FriendlyName"))
            .put("status", "draft")
            .putNull("valid_until")
            .put("email", form.get("Email"))
            .put("status_callback", form.get("StatusCallback"))
            .put("date_created", now())
            .put("date_updated", now())
            .put("url", link)
            .put(
                "links",
                new JsonObject()
                    .put("evaluations", link + "/Evaluations")
                    .put("item_assignments", link + "/ItemAssignments"));
    if ("true".equals(form.get("IsTest"))) {
      tests.add(sid);
    }
    kept.bundles.put(bundle);
    exchange.answer(201, bundle);
  }

  /** By its sid, or by what it is about; a type of number that is not said is local. */
  private static Regulation regulation(Fields form) {
    String sid = form.get("RegulationSid");
    return Regulation.ALL.stream()
        .filter(
            each ->
                sid != null
                    ? each.sid().equals(sid)
                    : each.is(
                        form.get("IsoCountry", "BR"),
                        form.get("NumberType", "local"),
                        form.get("EndUserType", "business")))
        .findFirst()
        .orElseThrow(() -> TwilioErrors.bad(20001, "There is no such regulation"));
  }

  private void update(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    JsonObject bundle = found(exchange);
    Fields form = exchange.form();
    FormRules.onlyKnown(form, Set.of("Status", "StatusCallback", "FriendlyName", "Email"));
    FormRules.oneOf(form, "Status", List.of("draft", "pending-review"));
    if ("pending-review".equals(form.get("Status"))) {
      kept.submit(account, bundle, tests.contains(bundle.getString("sid")));
    } else if (form.has("Status")) {
      bundle.put("status", "draft");
    }
    if (form.has("FriendlyName")) {
      bundle.put("friendly_name", form.get("FriendlyName"));
    }
    if (form.has("Email")) {
      bundle.put("email", form.get("Email"));
    }
    exchange.answer(200, bundle.put("date_updated", now()));
  }

  private void delete(Exchange exchange) {
    String sid = found(exchange).getString("sid");
    kept.bundles.remove(sid);
    kept.items.remove(sid);
    kept.evaluations.remove(sid);
    exchange.answer(204);
  }

  private void items(Exchange exchange) {
    String sid = found(exchange).getString("sid");
    VersionedPage.answer(exchange, url.get(), "results", List.copyOf(kept.items(sid)));
  }

  private void assign(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    String bundle = found(exchange).getString("sid");
    Fields form = exchange.form();
    FormRules.onlyKnown(form, Set.of("ObjectSid"));
    String object = form.get("ObjectSid", "");
    kept.evidence.get(account, object, exchange.path());
    String sid = Ids.sid("BV");
    JsonObject item =
        new JsonObject()
            .put("sid", sid)
            .put("bundle_sid", bundle)
            .put("account_sid", account.sid())
            .put("object_sid", object)
            .put("date_created", now())
            .put("url", url.get() + exchange.path() + "/" + sid);
    kept.items(bundle).add(item);
    exchange.answer(201, item);
  }

  private void unassign(Exchange exchange) {
    String item = exchange.pathParam("item");
    boolean gone =
        kept.items(found(exchange).getString("sid"))
            .removeIf(each -> item.equals(each.getString("sid")));
    if (!gone) {
      throw TwilioErrors.notFound(exchange.path());
    }
    exchange.answer(204);
  }

  private void evaluations(Exchange exchange) {
    String sid = found(exchange).getString("sid");
    VersionedPage.answer(
        exchange, url.get(), "results", kept.evaluations.getOrDefault(sid, List.of()));
  }

  private void evaluate(Exchange exchange) {
    TwilioAccount account = accounts.caller(exchange);
    JsonObject bundle = found(exchange);
    Evaluation result = kept.evaluate(account, bundle);
    String sid = Ids.sid("EL");
    JsonObject evaluation =
        new JsonObject()
            .put("sid", sid)
            .put("account_sid", account.sid())
            .put("regulation_sid", bundle.getString("regulation_sid"))
            .put("bundle_sid", bundle.getString("sid"))
            .put("status", result.compliant() ? "compliant" : "noncompliant")
            .put("results", result.results())
            .put("date_created", now())
            .put("url", url.get() + exchange.path() + "/" + sid);
    kept.evaluations
        .computeIfAbsent(bundle.getString("sid"), made -> new ArrayList<>())
        .add(evaluation);
    exchange.answer(201, evaluation);
  }

  private JsonObject found(Exchange exchange) {
    return kept.bundles.get(accounts.caller(exchange), exchange.pathParam("sid"), exchange.path());
  }

  private String now() {
    return context.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
