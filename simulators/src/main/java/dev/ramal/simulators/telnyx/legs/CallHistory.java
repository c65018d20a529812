package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What {@code GET /call_events} shows: webhooks and commands. */
public final class CallHistory {
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String connectionId, JsonObject event) {}

  public void webhook(Leg leg, String event, String occurred, JsonObject payload) {
    add(leg, event, "webhook", occurred, payload.copy());
  }

  public void command(Leg leg, String command, String occurred, JsonObject body) {
    add(leg, "command." + command, "command", occurred, body.copy());
  }

  /** The account's events, newest first. */
  public List<JsonObject> of(TelnyxAccount account) {
    List<JsonObject> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.connectionId().equals(account.connectionId())) {
        found.add(entry.event());
      }
    }
    Collections.reverse(found);
    return found;
  }

  public void clear() {
    entries.clear();
  }

  private void add(Leg leg, String name, String type, String occurred, JsonObject metadata) {
    JsonObject entry =
        new JsonObject()
            .put("record_type", "call_event")
            .put("call_leg_id", leg.id)
            .put("call_session_id", leg.sessionId)
            .put("event_timestamp", occurred)
            .put("name", name)
            .put("type", type)
            .put("metadata", metadata);
    entries.add(new Entry(leg.account.connectionId(), entry));
  }
}
