package dev.ramal.simulators.hubspot;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records of one HubSpot account and what is associated with what. Confined to the loop. */
final class HubSpotStore {
  /** Stages of the default pipeline in which a deal is closed. */
  private static final Set<String> CLOSED = Set.of("closedwon", "closedlost");

  private final Map<ObjectKind, Map<String, Item>> records = new EnumMap<>(ObjectKind.class);
  private final Map<String, Set<String>> associated = new LinkedHashMap<>();

  /**
   * A record.
   *
   * @param found since when a search finds it
   */
  record Item(String id, JsonObject properties, Instant created, Instant found) {
    JsonObject json(Iterable<String> asked) {
      JsonObject shown = new JsonObject().put("hs_object_id", id);
      asked.forEach(name -> shown.put(name, properties.getString(name)));
      return new JsonObject()
          .put("id", id)
          .put("properties", shown)
          .put("createdAt", created.toString())
          .put("updatedAt", created.toString())
          .put("archived", false);
    }
  }

  /**
   * @param found since when a search finds it
   */
  Item add(String id, ObjectKind kind, JsonObject given, Instant now, Instant found) {
    JsonObject properties = given.copy();
    properties.put("createdate", now.toString()).put("hs_createdate", now.toString());
    if (kind == ObjectKind.DEALS) {
      String stage = given.getString("dealstage", "");
      properties.put("hs_is_closed", String.valueOf(CLOSED.contains(stage)));
      properties.put("hs_is_closed_won", String.valueOf(stage.equals("closedwon")));
    }
    if (kind == ObjectKind.CONTACTS) {
      calculated(properties, "phone", "hs_searchable_calculated_phone_number");
      calculated(properties, "mobilephone", "hs_searchable_calculated_mobile_number");
    }
    Item item = new Item(id, properties, now, found);
    of(kind).put(id, item);
    return item;
  }

  /** Area code and local number alone: no country, no zero in front. */
  private static void calculated(JsonObject properties, String typed, String calculated) {
    String phone = properties.getString(typed);
    if (phone != null) {
      String digits = phone.replaceAll("[^0-9]", "");
      properties.put(
          calculated,
          (phone.strip().startsWith("+55") ? digits.substring(2) : digits)
              .replaceFirst("^0+(?=.)", ""));
    }
  }

  /** Null when there is none. */
  Item get(ObjectKind kind, String id) {
    return of(kind).get(id);
  }

  /** All of a kind, oldest first. */
  List<Item> all(ObjectKind kind) {
    return List.copyOf(of(kind).values());
  }

  void remove(ObjectKind kind, String id) {
    of(kind).remove(id);
    String gone = key(kind, id);
    associated.remove(gone);
    associated.values().forEach(others -> others.remove(gone));
  }

  void associate(ObjectKind kind, String id, ObjectKind other, String otherId) {
    others(kind, id).add(key(other, otherId));
    others(other, otherId).add(key(kind, id));
  }

  /** Ids of a kind that are associated with the record, oldest first. */
  List<String> associatedWith(ObjectKind kind, String id, ObjectKind other) {
    String start = key(other, "");
    return others(kind, id).stream()
        .filter(one -> one.startsWith(start))
        .map(one -> one.substring(start.length()))
        .toList();
  }

  private Set<String> others(ObjectKind kind, String id) {
    return associated.computeIfAbsent(key(kind, id), first -> new LinkedHashSet<>());
  }

  private Map<String, Item> of(ObjectKind kind) {
    return records.computeIfAbsent(kind, first -> new LinkedHashMap<>());
  }

  private static String key(ObjectKind kind, String id) {
    return kind.path() + "/" + id;
  }
}
