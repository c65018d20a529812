package dev.ramal.simulators.telnyx;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What {@code GET /call_events} shows: webhooks and commands, oldest first. */
final class CallHistory {
  private final List<JsonObject> events = new ArrayList<>();

  void webhook(Leg leg, String event, String occurred, JsonObject payload) {
    add(leg, event, "webhook", occurred, payload.copy());
  }

  void command(Leg leg, String command, String occurred, JsonObject body) {
    add(leg, "command." + command, "command", occurred, body.copy());
  }

  List<JsonObject> all() {
    return List.copyOf(events);
  }

  void clear() {
    events.clear();
  }

  private void add(Leg leg, String name, String type, String occurred, JsonObject metadata) {
    events.add(
        new JsonObject()
            .put("record_type", "call_event")
            .put("call_leg_id", leg.id)
            .put("call_session_id", leg.sessionId)
            .put("event_timestamp", occurred)
            .put("name", name)
            .put("type", type)
            .put("metadata", metadata));
  }
}
