package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.FactKinds;
import dev.ramal.events.EventJson;

/** What a fact says, as it is stored beside the name of its kind. */
final class FactBodyJson {
  private FactBodyJson() {}

  static String write(FactBody body) {
    return EventJson.write((Record) body);
  }

  static FactBody read(String kind, String json) {
    return (FactBody) EventJson.read(json, FactKinds.bodyOf(kind));
  }
}
