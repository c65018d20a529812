package dev.ramal.gateway.carriers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;

/** A translation as the files of expectations write it. */
public final class Expected {
  private Expected() {}

  /** Everything but what the test itself put in: the raw body and the time of receipt. */
  public static JsonNode write(Translation translation) {
    ObjectNode json = EventJson.mapper().createObjectNode();
    if (translation instanceof Translation.Fact fact) {
      json.put("type", EventTypes.typeOf(fact.fact().getClass()));
      json.put("id", fact.id());
      json.put("aggregate", fact.aggregateId());
      ObjectNode data = EventJson.mapper().valueToTree(fact.fact());
      data.remove("raw");
      data.remove("receivedAt");
      json.set("data", data);
    } else if (translation instanceof Translation.Ignored uninteresting) {
      json.put("uninteresting", uninteresting.what());
    } else if (translation instanceof Translation.Unknown unknown) {
      json.put("unknown", unknown.reason());
      json.put("misconfigured", unknown.misconfigured());
    } else {
      json.put("nothing", true);
    }
    return json;
  }
}
