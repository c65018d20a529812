package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.billing.rating.Meter;
import java.util.Arrays;
import java.util.Optional;

/** What a carrier's detail file lists. */
enum DetailKind {
  /** Legs of calls, counted in seconds. */
  CALLS("calls", Meter.VOICE_MINUTE),
  /** Messages, counted in segments. */
  MESSAGES("messages", Meter.MESSAGE_SEGMENT);

  private final String wire;
  private final Meter meter;

  DetailKind(String wire, Meter meter) {
    this.wire = wire;
    this.meter = meter;
  }

  /** The word in requests and in the store. */
  @JsonValue
  public String wire() {
    return wire;
  }

  Meter meter() {
    return meter;
  }

  /** Empty for null and for an unknown word. */
  static Optional<DetailKind> find(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
  }

  static String[] words() {
    return Arrays.stream(values()).map(DetailKind::wire).toArray(String[]::new);
  }
}
