package dev.ramal.calls.recordings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a recording stands; the one machine of recordings. The names are stored.
 *
 * <pre>
 *  told of ─▶ PENDING ──stored──▶ STORED ──erase──▶ ERASING ──erased──▶ ERASED
 *                │ └──erase──────────────────────────▶ ▲
 *                │                                     │
 *                ├──lost──▶ LOST ──erase───────────────┤
 *                │          └──redriven──▶ PENDING     │
 *                └──external──▶ EXTERNAL ──erase───────┘
 *                               └──redriven──▶ PENDING
 * </pre>
 */
public enum RecordingState {
  /** At the carrier; to be fetched. */
  PENDING,
  /** In our store. */
  STORED,
  /** Could not be fetched, however often it was tried. */
  LOST,
  /** In a bucket of the customer's own, which only he can open. */
  EXTERNAL,
  /** Being erased here and at the carrier. */
  ERASING,
  /** A tombstone, so that a late callback does not bring the recording back. */
  ERASED;

  /** What can happen to a recording. */
  enum Event {
    STORED,
    LOST,
    /** The carrier put it into the customer's own bucket. */
    EXTERNAL,
    /** A person wants it gone; said twice it is meant once. */
    ERASE,
    ERASED,
    /** A person wants it fetched after all. */
    REDRIVEN
  }

  /** Empty when the event says nothing to a recording in this state. */
  Optional<RecordingState> on(Event event) {
    return switch (event) {
      case STORED -> this == PENDING ? Optional.of(STORED) : Optional.empty();
      case LOST -> this == PENDING ? Optional.of(LOST) : Optional.empty();
      case EXTERNAL -> this == PENDING ? Optional.of(EXTERNAL) : Optional.empty();
      case ERASE -> this == ERASED ? Optional.empty() : Optional.of(ERASING);
      case ERASED -> this == ERASING ? Optional.of(ERASED) : Optional.empty();
      case REDRIVEN -> this == LOST || this == EXTERNAL ? Optional.of(PENDING) : Optional.empty();
    };
  }

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
