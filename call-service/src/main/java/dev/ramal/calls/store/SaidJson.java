package dev.ramal.calls.store;

import dev.ramal.calls.call.Said;
import dev.ramal.events.EventJson;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What a fact says, as it is stored: the name of its kind and JSON. */
final class SaidJson {
  private static final Map<String, Class<? extends Record>> KINDS =
      Arrays.stream(Said.class.getPermittedSubclasses())
          .map(kind -> kind.<Record>asSubclass(Record.class))
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, kind -> kind));

  private SaidJson() {}

  static String kind(Said said) {
    return said.getClass().getSimpleName();
  }

  static String write(Said said) {
    return EventJson.write((Record) said);
  }

  static Said read(String kind, String json) {
    return (Said) EventJson.read(json, KINDS.get(kind));
  }
}
