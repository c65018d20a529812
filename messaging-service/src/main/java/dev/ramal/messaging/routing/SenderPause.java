package dev.ramal.messaging.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import dev.ramal.kit.jobs.WaitingJobs.Backlog;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who lets messages of a sender wait. */
@Schema(name = "SenderPause")
public enum SenderPause {
  /** The pace that the organization, or the operator, has set. */
  PACE,
  /** The carrier, which said that we are too fast, or owes a second's answers. */
  CARRIER;

  /** Stands at the job that met the pace. */
  public static final String NOT_ITS_TURN = "it is not the turn of its sender";

  /** Stands at the job that had to wait for the answers of others. */
  public static final String UNANSWERED = "its carrier has not answered those before it";

  /**
   * Null where nothing is paused, or nobody knows why.
   *
   * @param backlog null when nothing waits
   */
  static SenderPause of(Backlog backlog) {
    if (backlog == null || !backlog.paused() || backlog.pausedWhy() == null) {
      return null;
    }
    return backlog.pausedWhy().equals(NOT_ITS_TURN) ? PACE : CARRIER;
  }

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }
}
