package dev.ramal.calls.call;

import java.util.Locale;

/** An agent call is a conference of two legs; an inbound call has a lead leg only. */
public enum LegName {
  AGENT,
  LEAD;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null for null and for names that are not ours. */
  public static LegName find(String wire) {
    for (LegName leg : values()) {
      if (leg.wire().equals(wire)) {
        return leg;
      }
    }
    return null;
  }

  public LegName other() {
    return this == AGENT ? LEAD : AGENT;
  }
}
