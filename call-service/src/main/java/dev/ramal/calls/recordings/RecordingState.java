package dev.ramal.calls.recordings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a recording stands. */
public enum RecordingState {
  /** At the carrier; to be fetched. */
  PENDING,
  /** In our store. */
  STORED,
  /** Could not be fetched, however often it was tried. */
  LOST,
  /** Being erased here and at the carrier. */
  ERASING,
  ERASED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
