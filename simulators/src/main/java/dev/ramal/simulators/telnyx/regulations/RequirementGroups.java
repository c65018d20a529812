package dev.ramal.simulators.telnyx.regulations;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The requirement groups of all accounts, and how their review goes: a simulated minute. */
public final class RequirementGroups {
  static final String PENDING = "pending-approval";
  private static final String APPROVED = "approved";
  private static final List<String> STATUSES =
      List.of("unapproved", PENDING, APPROVED, "declined", "expired");
  private static final Duration REVIEWED = Duration.ofMinutes(1);

  private final SimulatorContext context;
  private final Map<String, Owned> groups = new LinkedHashMap<>();

  private record Owned(String account, JsonObject document) {}

  public RequirementGroups(SimulatorContext context) {
    this.context = context;
  }

  JsonObject create(TelnyxAccount account, Demand demand, String reference) {
    JsonArray wanted = new JsonArray();
    demand
        .requirements()
        .forEach(
            each ->
                wanted.add(
                    new JsonObject()
                        .put("requirement_id", each.id())
                        .put("field_type", each.fieldType())
                        .putNull("field_value")
                        .put("status", "unapproved")
                        .putNull("expires_at")));
    String now = TelnyxTime.message(context.now());
    JsonObject group =
        new JsonObject()
            .put("record_type", "requirement_group")
            .put("id", Ids.uuid())
            .put("country_code", Demand.COUNTRY)
            .put("phone_number_type", demand.numberType())
            .put("action", Demand.ACTION)
            .put("status", "unapproved")
            .put("customer_reference", reference)
            .put("regulatory_requirements", wanted)
            .put("created_at", now)
            .put("updated_at", now);
    groups.put(group.getString("id"), new Owned(account.connectionId(), group));
    return group;
  }

  List<JsonObject> of(TelnyxAccount account) {
    return groups.values().stream()
        .filter(group -> group.account().equals(account.connectionId()))
        .map(Owned::document)
        .toList();
  }

  JsonObject get(TelnyxAccount account, String id) {
    return of(account).stream()
        .filter(group -> group.getString("id").equals(id))
        .findFirst()
        .orElseThrow(TelnyxErrors::notFound);
  }

  void remove(String id) {
    groups.remove(id);
  }

  /** Puts values where they were asked for. */
  void fill(JsonObject group, JsonArray given) {
    for (Object each : given) {
      JsonObject value = (JsonObject) each;
      requirements(group)
          .filter(of -> of.getString("requirement_id").equals(value.getString("requirement_id")))
          .findFirst()
          .orElseThrow(
              () ->
                  TelnyxErrors.unprocessable(
                      "No such requirement: " + value.getString("requirement_id"),
                      "/regulatory_requirements"))
          .put("field_value", value.getString("field_value"));
    }
    group.put("updated_at", TelnyxTime.message(context.now()));
  }

  void submit(JsonObject group) {
    if (!isFulfilled(group)) {
      throw TelnyxErrors.unprocessable(
          "Every requirement of the group needs a value", "/regulatory_requirements");
    }
    judge(group, PENDING);
    context.after(
        REVIEWED,
        () -> {
          if (PENDING.equals(group.getString("status"))) {
            judge(group, APPROVED);
          }
        });
  }

  private static boolean isFulfilled(JsonObject group) {
    return requirements(group)
        .map(each -> each.getString("field_value"))
        .allMatch(value -> value != null && !value.isBlank());
  }

  private static Stream<JsonObject> requirements(JsonObject group) {
    return group.getJsonArray("regulatory_requirements").stream().map(JsonObject.class::cast);
  }

  private void judge(JsonObject group, String status) {
    group.put("status", status).put("updated_at", TelnyxTime.message(context.now()));
    requirements(group).forEach(each -> each.put("status", status));
  }

  /** Somebody at Telnyx has looked at it. */
  public void review(String id, String status) {
    if (!STATUSES.contains(status)) {
      throw new IllegalArgumentException("status is one of " + STATUSES);
    }
    Owned group = groups.get(id);
    if (group == null) {
      throw new IllegalArgumentException("no such requirement group: " + id);
    }
    judge(group.document(), status);
  }

  /**
   * How an order stands that names a group.
   *
   * @param type of its number
   * @return the status of the group, which is for such numbers
   */
  public String demand(TelnyxAccount account, String id, String type) {
    JsonObject group =
        of(account).stream()
            .filter(each -> each.getString("id").equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    TelnyxErrors.unprocessable(
                        "No such requirement group: " + id, "/phone_numbers"));
    if (!group.getString("phone_number_type").equals(type)) {
      throw TelnyxErrors.unprocessable(
          "The requirement group is not for numbers of type " + type, "/phone_numbers");
    }
    return group.getString("status");
  }

  public static boolean isApproved(String status) {
    return APPROVED.equals(status);
  }

  public void clear() {
    groups.clear();
  }
}
