package dev.ramal.messaging.message;

import java.time.Instant;

/**
 * When a message got where. A milestone that is set is also the proof that its event was published:
 * no event goes out twice, because a milestone never appears twice. Each is the earliest time that
 * was ever told, so that the order of telling does not matter.
 */
public record Milestones(Instant sent, Instant delivered, Instant read, Instant failed) {
  static final Milestones NONE = new Milestones(null, null, null, null);

  Milestones withSent(Instant at) {
    return new Milestones(earlier(sent, at), delivered, read, failed);
  }

  /** Arrival proves every failure report wrong. */
  Milestones withDelivered(Instant at) {
    return new Milestones(earlier(sent, at), earlier(delivered, at), read, null);
  }

  Milestones withRead(Instant at) {
    return withDelivered(at).readAt(at);
  }

  Milestones withFailed(Instant at) {
    return new Milestones(sent, delivered, read, earlier(failed, at));
  }

  private Milestones readAt(Instant at) {
    return new Milestones(sent, delivered, earlier(read, at), failed);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
