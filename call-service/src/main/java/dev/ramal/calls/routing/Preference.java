package dev.ramal.calls.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import java.util.Arrays;
import java.util.Optional;

/** What decides between carriers that could all take a call. The names are stored. */
public enum Preference {
  /** The order that the organization has set. */
  PRIORITY,
  /** What a minute is expected to cost; what costs the same, or nobody knows, by priority. */
  COST,
  /** How many of its latest calls were answered; where too few were made, by priority. */
  QUALITY;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  /** Empty for a word that is none. */
  static Optional<Preference> find(String word) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(word)).findFirst();
  }
}
