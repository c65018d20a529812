package dev.ramal.calls.store;

import dev.ramal.calls.call.FactKinds;
import dev.ramal.calls.call.Said;
import dev.ramal.events.EventJson;

/** What a fact says, as it is stored beside the name of its kind. */
final class SaidJson {
  private SaidJson() {}

  static String write(Said said) {
    return EventJson.write((Record) said);
  }

  static Said read(String kind, String json) {
    return (Said) EventJson.read(json, FactKinds.bodyOf(kind));
  }
}
