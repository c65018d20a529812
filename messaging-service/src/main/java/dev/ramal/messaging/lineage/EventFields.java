package dev.ramal.messaging.lineage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ramal.events.CleanText;
import dev.ramal.events.EventJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plain fields of a body, read in one go: what lies deeper is passed over, but for the
 * carrier's ids of legs and the id of a budget.
 *
 * @param values by name, none of them null
 * @param legs the carrier's ids of the legs of a call
 * @param whole whether the body could be read to its end
 */
record EventFields(Map<String, String> values, List<String> legs, boolean whole) {
  static final EventFields NONE = new EventFields(Map.of(), List.of(), false);

  private static final JsonFactory JSON = EventJson.mapper().getFactory();
  private static final int LONGEST = 300;
  private static final int MOST_LEGS = 64;

  /**
   * Never fails: what is no JSON has no fields behind the place where that shows.
   *
   * @param body null for a record without one
   */
  static EventFields of(byte[] body) {
    if (body == null) {
      return NONE;
    }
    Map<String, String> values = new HashMap<>();
    List<String> legs = new ArrayList<>();
    boolean whole = false;
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          field(json, values, legs);
        }
        whole = json.currentToken() == JsonToken.END_OBJECT;
      }
    } catch (IOException e) {
      whole = false;
    }
    return new EventFields(Map.copyOf(values), List.copyOf(legs), whole);
  }

  /** Null for none. */
  String value(String name) {
    return values.get(name);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  private static void field(JsonParser json, Map<String, String> values, List<String> legs)
      throws IOException {
    String name = json.currentName();
    JsonToken value = json.nextToken();
    if (name.equals("legs") && value == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        String leg = inObject(json, "carrierCallId");
        if (leg != null && legs.size() < MOST_LEGS) {
          legs.add(leg);
        }
      }
    } else if (name.equals("budget") && value == JsonToken.START_OBJECT) {
      put(values, "budgetId", inObject(json, "budgetId"));
    } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
      put(values, name, json.getText());
    } else {
      json.skipChildren();
    }
  }

  /** One plain field of the object that has begun, which is read to its end; null for others. */
  private static String inObject(JsonParser json, String wanted) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    String found = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(wanted) && value == JsonToken.VALUE_STRING) {
        found = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return found;
  }

  /** What somebody wrote at length is no id and no word. */
  private static void put(Map<String, String> values, String name, String text) {
    if (text != null && !text.isEmpty() && text.length() <= LONGEST) {
      values.put(name, CleanText.of(text));
    }
  }
}
