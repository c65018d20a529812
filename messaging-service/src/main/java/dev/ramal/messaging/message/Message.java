package dev.ramal.messaging.message;

import dev.ramal.messaging.message.Transition.Applied;
import dev.ramal.messaging.message.Transition.Ignored;
import dev.ramal.messaging.message.Transition.Ignored.Because;
import java.time.Instant;

/**
 * One message and its life. Pure: it knows no clock, no store and no carrier. Facts may come twice,
 * late, never and in any order; the result is the same, because {@link Progress} is a merge and the
 * events are the difference between two progresses.
 */
public record Message(MessageDetails details, Progress progress) {

  /** What a fact means for this message. */
  public Transition apply(MessageFact fact) {
    return state().isClosed() ? new Ignored(Because.CLOSED) : fact.on(this);
  }

  public MessageState state() {
    return progress.state();
  }

  /** The step to a new progress, or the reason why there is none. */
  Transition advance(Progress next, Instant at, Because otherwise) {
    if (next.equals(progress)) {
      return new Ignored(otherwise);
    }
    return new Applied(
        new Message(details, next), MessageNews.between(details, progress, next, at));
  }
}
