package dev.ramal.simulators.twilio.regulations;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.kept.Kept;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bundles with what was assigned to them, and how their review goes: a simulated minute. */
public final class Bundles {
  private static final String DRAFT = "draft";
  private static final String SUBMITTED = "pending-review";
  private static final String APPROVED = "twilio-approved";
  private static final String REJECTED = "twilio-rejected";
  private static final List<String> STATUSES =
      List.of(DRAFT, SUBMITTED, "in-review", REJECTED, APPROVED, "provisionally-approved");
  private static final Duration OPENED = Duration.ofSeconds(20);
  private static final Duration REVIEWED = Duration.ofMinutes(1);

  private final SimulatorContext context;
  private final Kept addresses;
  final Kept bundles = new Kept();
  final Kept evidence = new Kept();
  final Map<String, List<JsonObject>> items = new HashMap<>();
  final Map<String, List<JsonObject>> evaluations = new HashMap<>();

  /**
   * @param addresses of all accounts
   */
  public Bundles(SimulatorContext context, Kept addresses) {
    this.context = context;
    this.addresses = addresses;
  }

  List<JsonObject> items(String bundle) {
    return items.computeIfAbsent(bundle, made -> new ArrayList<>());
  }

  static Regulation regulation(JsonObject bundle) {
    return Regulation.ALL.stream()
        .filter(each -> each.sid().equals(bundle.getString("regulation_sid")))
        .findFirst()
        .orElseThrow();
  }

  /** Whether it holds what is demanded, now. */
  Evaluation evaluate(TwilioAccount account, JsonObject bundle) {
    List<JsonObject> held =
        evidence.of(account).stream()
            .filter(each -> isHeld(bundle.getString("sid"), each.getString("sid")))
            .toList();
    return Evaluation.of(regulation(bundle), held, sid -> addresses.has(account, sid));
  }

  private boolean isHeld(String bundle, String object) {
    return items(bundle).stream().anyMatch(item -> object.equals(item.getString("object_sid")));
  }

  /** A bundle for tests is rejected, as Twilio says. */
  void submit(TwilioAccount account, JsonObject bundle, boolean test) {
    if (!evaluate(account, bundle).compliant()) {
      throw TwilioErrors.bad(20001, "The bundle does not hold what its regulation demands");
    }
    bundle.put("status", SUBMITTED);
    String sid = bundle.getString("sid");
    context.after(OPENED, () -> moves(sid, SUBMITTED, "in-review"));
    context.after(REVIEWED, () -> moves(sid, "in-review", test ? REJECTED : APPROVED));
  }

  private void moves(String sid, String from, String to) {
    bundles
        .find(sid)
        .filter(bundle -> from.equals(bundle.getString("status")))
        .ifPresent(bundle -> bundle.put("status", to));
  }

  /** Somebody at Twilio has looked at it. */
  public void review(String sid, String status) {
    if (!STATUSES.contains(status)) {
      throw new IllegalArgumentException("status is one of " + STATUSES);
    }
    bundles
        .find(sid)
        .orElseThrow(() -> new IllegalArgumentException("no such bundle: " + sid))
        .put("status", status);
  }

  /**
   * Refuses what does not do for a number.
   *
   * @param type local, mobile or toll-free
   */
  public void demand(
      TwilioAccount account, String number, String type, String bundleSid, String addressSid) {
    JsonObject bundle =
        bundles.of(account).stream()
            .filter(each -> each.getString("sid").equals(bundleSid))
            .findFirst()
            .orElseThrow(
                () -> TwilioErrors.bad(21649, "Phone Number Requires a Bundle: " + number));
    String status = bundle.getString("status");
    if (!status.equals(APPROVED) && !status.equals("provisionally-approved")) {
      throw TwilioErrors.bad(
          21649, "Phone Number Requires a Bundle: " + bundleSid + " is " + status);
    }
    if (!regulation(bundle).is("BR", type, null)) {
      throw TwilioErrors.bad(
          21651, "Document does not satisfy regulatory requirement: it is not for " + type);
    }
    if (addressSid == null || !addresses.has(account, addressSid)) {
      throw TwilioErrors.bad(21631, "Phone Number Requires an Address: " + number);
    }
  }

  public void clear() {
    bundles.clear();
    evidence.clear();
    items.clear();
    evaluations.clear();
  }
}
