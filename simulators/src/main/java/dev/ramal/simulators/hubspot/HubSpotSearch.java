package dev.ramal.simulators.hubspot;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What a search asks for: groups of which one must be met, with filters that must all be. */
final class HubSpotSearch {
  private static final int GROUPS = 5;
  private static final int IN_ONE_GROUP = 6;
  private static final int FILTERS = 18;
  private static final int LARGEST_PAGE = 200;
  private static final int LONGEST = 3000;

  private HubSpotSearch() {}

  /** Refuses a body that HubSpot would not take. */
  static void check(String body, JsonObject search) {
    if (body.length() > LONGEST) {
      throw HubSpotErrors.invalid("the request is longer than 3000 characters");
    }
    int limit = search.getInteger("limit", 10);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw HubSpotErrors.invalid("limit must be between 1 and 200");
    }
    List<JsonObject> groups = objects(search.getJsonArray("filterGroups"));
    int filters = 0;
    for (JsonObject group : groups) {
      int inGroup = group.getJsonArray("filters", new JsonArray()).size();
      filters += inGroup;
      if (inGroup > IN_ONE_GROUP) {
        throw HubSpotErrors.invalid("a filterGroup has at most 6 filters");
      }
    }
    if (groups.size() > GROUPS || filters > FILTERS) {
      throw HubSpotErrors.invalid("at most 5 filterGroups with 18 filters in all");
    }
  }

  static Predicate<HubSpotStore.Item> of(ObjectKind kind, JsonObject search) {
    List<Predicate<HubSpotStore.Item>> groups =
        objects(search.getJsonArray("filterGroups")).stream()
            .map(group -> all(kind, group.getJsonArray("filters", new JsonArray())))
            .toList();
    return item -> groups.isEmpty() || groups.stream().anyMatch(group -> group.test(item));
  }

  private static Predicate<HubSpotStore.Item> all(ObjectKind kind, JsonArray filters) {
    return objects(filters).stream()
        .map(filter -> one(kind, filter))
        .reduce(item -> true, Predicate::and);
  }

  private static Predicate<HubSpotStore.Item> one(ObjectKind kind, JsonObject filter) {
    String name = filter.getString("propertyName", "");
    if (!kind.has(name)) {
      throw HubSpotErrors.invalid("There was a problem with the request: no property " + name);
    }
    String value = filter.getString("value", "").toLowerCase(Locale.ROOT);
    List<String> values =
        filter.getJsonArray("values", new JsonArray()).stream().map(Object::toString).toList();
    return switch (filter.getString("operator", "")) {
      case "EQ" -> item -> value.equals(read(item, name));
      case "NEQ" -> item -> !value.equals(read(item, name));
      case "IN" -> item -> values.contains(read(item, name));
      case "HAS_PROPERTY" -> item -> !read(item, name).isEmpty();
      case "NOT_HAS_PROPERTY" -> item -> read(item, name).isEmpty();
      default -> throw HubSpotErrors.invalid("operator " + filter.getString("operator"));
    };
  }

  /** Values are compared without regard to case; those of IN must come in lower case. */
  private static String read(HubSpotStore.Item item, String name) {
    return item.properties().getString(name, "").toLowerCase(Locale.ROOT);
  }

  static List<JsonObject> objects(JsonArray array) {
    return array == null ? List.of() : array.stream().map(JsonObject.class::cast).toList();
  }
}
