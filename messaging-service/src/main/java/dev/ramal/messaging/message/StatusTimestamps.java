package dev.ramal.messaging.message;

import java.time.Instant;

/**
 * When a message got where. A milestone that is set is also the proof that its event was published:
 * no event goes out twice, reason a milestone never appears twice. Each is the earliest time that
 * was ever told, so that the order of telling does not matter.
 */
public record StatusTimestamps(Instant sent, Instant delivered, Instant read, Instant failed) {
  static final StatusTimestamps NONE = new StatusTimestamps(null, null, null, null);

  StatusTimestamps withSent(Instant at) {
    return new StatusTimestamps(earlier(sent, at), delivered, read, failed);
  }

  /** Arrival proves every failure report wrong. */
  StatusTimestamps withDelivered(Instant at) {
    return new StatusTimestamps(earlier(sent, at), earlier(delivered, at), read, null);
  }

  StatusTimestamps withRead(Instant at) {
    return withDelivered(at).readAt(at);
  }

  StatusTimestamps withFailed(Instant at) {
    return new StatusTimestamps(sent, delivered, read, earlier(failed, at));
  }

  private StatusTimestamps readAt(Instant at) {
    return new StatusTimestamps(sent, delivered, earlier(read, at), failed);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
