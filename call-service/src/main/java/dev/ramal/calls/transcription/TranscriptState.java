package dev.ramal.calls.transcription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a transcript stands; the one machine of transcripts. The names are stored.
 *
 * <pre>
 *  recording kept ─▶ PENDING ──asked──▶ ASKED ──ready──▶ READY
 *                       │ └─────ready─────│───────────────▲ │
 *                       ├──refused──▶ REFUSED ◀──refused──┤ │
 *                       └──lost─────▶ LOST ◀──────lost────┘ │
 *                                      └─redriven─▶ PENDING │
 *  from each: ──erase──▶ ERASING ──erased──▶ ERASED ◀───────┘
 * </pre>
 */
public enum TranscriptState {
  /** To be asked for. */
  PENDING,
  /** Asked for; it is told of, or looked for. */
  ASKED,
  READY,
  /** Nobody writes this recording down. */
  REFUSED,
  /** It never came, however often it was looked for; one that comes after all is taken. */
  LOST,
  /** Nothing shows it any more; it is being erased where the step keeps it. */
  ERASING,
  /** A tombstone, so that nothing that is late brings it back. */
  ERASED;

  /** What can happen to a transcript. */
  enum Event {
    ASKED,
    READY,
    REFUSED,
    LOST,
    /** Its recording is to go. */
    ERASE,
    ERASED,
    /** A person wants it looked for again. */
    REDRIVEN
  }

  /** Empty when the event says nothing to a transcript in this state. */
  Optional<TranscriptState> on(Event event) {
    return switch (event) {
      case ASKED -> this == PENDING ? Optional.of(ASKED) : Optional.empty();
      case READY -> isAwaited() || this == LOST ? Optional.of(READY) : Optional.empty();
      case REFUSED -> isAwaited() ? Optional.of(REFUSED) : Optional.empty();
      case LOST -> isAwaited() ? Optional.of(LOST) : Optional.empty();
      case ERASE -> this == ERASED ? Optional.empty() : Optional.of(ERASING);
      case ERASED -> this == ERASING ? Optional.of(ERASED) : Optional.empty();
      case REDRIVEN -> this == LOST ? Optional.of(PENDING) : Optional.empty();
    };
  }

  /** Whether somebody waits for it. */
  boolean isAwaited() {
    return this == PENDING || this == ASKED;
  }

  /** Whether its recording is gone, or going. */
  boolean isGone() {
    return this == ERASING || this == ERASED;
  }

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
