package dev.ramal.calls.numbers;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import java.util.Arrays;
import java.util.Optional;

/** How the number is chosen that a call shows. The names are stored. */
public enum RotationPolicy {
  /** The account's first one, always. */
  FIRST,
  /** One after the other. */
  ROUND_ROBIN,
  RANDOM,
  /** The one that fewest clicks of the day were given. */
  LEAST_USED,
  /** One with the area code (DDD) of who is called, where there is one; else as round-robin. */
  SAME_AREA;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  static Optional<RotationPolicy> find(String word) {
    return Arrays.stream(values()).filter(policy -> policy.wire().equals(word)).findFirst();
  }

  static String[] words() {
    return Arrays.stream(values()).map(RotationPolicy::wire).toArray(String[]::new);
  }
}
