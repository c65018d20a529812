package dev.ramal.simulators.telnyx.legs;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Legs, what was told about them and what they were commanded. Confined to the loop. */
public final class LegStore {
  public final Map<String, Leg> legs = new LinkedHashMap<>();
  public final CallHistory history = new CallHistory();
  public final CommandIdCache commands = new CommandIdCache();

  /** The latest instant reported about a live leg; null without any. */
  public Instant latestReported() {
    return legs.values().stream()
        .filter(Leg::live)
        .map(leg -> leg.reported)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** All legs as the API shows them; from, to and what the leg heard beside. */
  public List<JsonObject> shown(Instant now) {
    return legs.values().stream()
        .map(
            leg ->
                leg.resource(now)
                    .put("from", leg.from)
                    .put("to", leg.to)
                    .put("heard", new JsonArray(List.copyOf(leg.heard))))
        .toList();
  }

  public void clear() {
    legs.values().forEach(Leg::cancelSteps);
    legs.clear();
    history.clear();
    commands.clear();
  }
}
