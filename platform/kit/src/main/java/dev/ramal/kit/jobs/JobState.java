package dev.ramal.kit.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a job stands; the one machine of outbound work, free of clocks and tables. The names are
 * stored.
 *
 * <pre>
 *             ┌──────────── not taken, released ────────────┐
 *             ▼                                             │
 *  append ─▶ WAITING ──claimed──▶ RUNNING ──unclear──▶ UNKNOWN ⇄ ASKING
 *             │  ▲                  │  └── lease over ────────────▶ ▲
 *   withdrawn │  │ redriven         ├──▶ DONE · REFUSED · EXPIRED  (both)
 *             ▼  │                  │
 *     WITHDRAWN  DEAD ◀─ exhausted ─┘          ABANDONED ◀─ never told
 *                                                  └── redriven ──▶ UNKNOWN
 * </pre>
 */
public enum JobState {
  /** Nothing of it has left, or it is proven that nothing arrived; may be sent when due. */
  WAITING,
  /** Being sent; after the lease ran out it may have been sent. */
  RUNNING,
  /** Sent with an unknown outcome; will be asked about when due. */
  UNKNOWN,
  /** Being asked about. */
  ASKING,
  DONE,
  REFUSED,
  /** Nobody waits for it any more; it never left, or never arrived. */
  EXPIRED,
  /** Taken back by its owner before it left. */
  WITHDRAWN,
  /** Not taken as often as is allowed; a person may send it again. */
  DEAD,
  /** Its outcome could not be found out; when a person sends it again it is asked about first. */
  ABANDONED;

  /** Empty when the event says nothing to a job in this state. */
  Optional<JobState> on(JobEvent event) {
    return switch (event) {
      case CLAIMED -> this == WAITING ? Optional.of(RUNNING) : Optional.empty();
      case QUESTIONED -> isUnclear() ? Optional.of(ASKING) : Optional.empty();
      case RELEASED -> released();
      case DONE -> isOpen() ? Optional.of(DONE) : Optional.empty();
      case REFUSED -> isUnclear() ? Optional.of(REFUSED) : Optional.empty();
      case NOT_TAKEN -> isUnclear() ? Optional.of(WAITING) : Optional.empty();
      case UNCLEAR -> isUnclear() ? Optional.of(UNKNOWN) : Optional.empty();
      case EXPIRED -> isUnclear() ? Optional.of(EXPIRED) : Optional.empty();
      case EXHAUSTED -> isUnclear() ? Optional.of(DEAD) : Optional.empty();
      case NEVER_TOLD -> isUnclear() ? Optional.of(ABANDONED) : Optional.empty();
      case WITHDRAWN -> this == WAITING ? Optional.of(WITHDRAWN) : Optional.empty();
      case REDRIVEN -> redriven();
    };
  }

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  /** Whether something is still to happen with it. */
  public boolean isOpen() {
    return this == WAITING || isUnclear();
  }

  /** Whether it may have reached the other side without us knowing. */
  boolean isUnclear() {
    return this == RUNNING || this == UNKNOWN || this == ASKING;
  }

  /** The states in which the event says something. */
  static List<JobState> hearing(JobEvent event) {
    return Arrays.stream(values()).filter(state -> state.on(event).isPresent()).toList();
  }

  /** The same as a list of words for a statement. */
  static String wordsHearing(JobEvent event) {
    return hearing(event).stream()
        .map(state -> "'" + state + "'")
        .collect(Collectors.joining(", "));
  }

  /** Where a job stands after an event that it heard; the same from whatever state. */
  static JobState after(JobEvent event) {
    return hearing(event).get(0).on(event).orElseThrow();
  }

  private Optional<JobState> released() {
    return switch (this) {
      case RUNNING -> Optional.of(WAITING);
      case ASKING -> Optional.of(UNKNOWN);
      default -> Optional.empty();
    };
  }

  private Optional<JobState> redriven() {
    return switch (this) {
      case DEAD -> Optional.of(WAITING);
      case ABANDONED -> Optional.of(UNKNOWN);
      default -> Optional.empty();
    };
  }
}
