package dev.ramal.sandbox.dials;

import java.util.HashMap;
import java.util.Map;

/** What becomes of the callbacks in which a carrier tells of a call. */
enum NewsTrouble {
  NONE(Map.of()),
  FIRST_LOST(Map.of("kind", "drop", "times", 3)),
  ALL_LOST(Map.of("kind", "drop", "times", 200)),
  ALL_TWICE(Map.of("kind", "duplicate", "copies", 1, "times", 200));

  private final Map<String, Object> fault;

  NewsTrouble(Map<String, Object> fault) {
    this.fault = fault;
  }

  /** What is armed at the stand-ins. */
  Map<String, Object> fault(String call) {
    Map<String, Object> armed = new HashMap<>(fault);
    armed.put("match", call);
    return armed;
  }
}
