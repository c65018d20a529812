package dev.ramal.sandbox.dials;

import java.util.HashMap;
import java.util.Map;

/** What a carrier does wrong when it is asked to dial. */
enum DialTrouble {
  NONE(Map.of()),
  NEVER_ANSWERS(Map.of("kind", "timeout")),
  /** Later than anybody of ours waits for a carrier, which is ten seconds. */
  ANSWERS_TOO_LATE(Map.of("kind", "late", "seconds", 13)),
  CUTS_OFF_AFTER(Map.of("kind", "reset-after")),
  CUTS_OFF_BEFORE(Map.of("kind", "reset")),
  UNAVAILABLE(Map.of("kind", "status", "status", 503)),
  ASKS_TO_WAIT(Map.of("kind", "status", "status", 429, "retryAfter", 1));

  private final Map<String, Object> fault;

  DialTrouble(Map<String, Object> fault) {
    this.fault = fault;
  }

  /** What is armed at the stand-ins: whichever of them is asked first to dial this destination. */
  Map<String, Object> fault(String destination) {
    Map<String, Object> armed = new HashMap<>(fault);
    armed.put("method", "POST");
    armed.put("body", destination);
    return armed;
  }
}
