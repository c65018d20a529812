package dev.ramal.messaging.message;

/**
 * Where a message stands. The rank is the whole merging rule: of two states the one with the higher
 * rank is the truth, in whichever order the carrier's callbacks arrive.
 */
public enum MessageState {
  /** Stored; it is to leave later, and can be canceled until then. */
  SCHEDULED(-1, "scheduled"),
  /** Stored; nothing was handed to a carrier, or what was handed over is proven not to exist. */
  ACCEPTED(0, "accepted"),
  /** Stored as well, and waits for the hour at which it may leave. */
  HELD(-1, "held"),
  /** Handed over, and nobody knows whether the carrier took it. */
  SENDING_UNKNOWN(1, "sending-unknown"),
  /** Being handed over, or taken by the carrier and not sent on yet. */
  SENDING(2, "sending"),
  SENT(3, "sent"),
  /** Final for lack of news: sent perhaps, delivered perhaps. Later news still counts. */
  UNCONFIRMED(4, "unconfirmed"),
  CANCELED(5, "canceled"),
  EXPIRED(6, "expired"),
  FAILED(7, "failed"),
  UNDELIVERED(8, "undelivered"),
  DELIVERED(9, "delivered"),
  READ(10, "read"),
  /** Refused by us before anything was sent: nothing a carrier says can change it. */
  DENIED(11, "denied"),
  /** Somebody wrote to us: it has no further life, only a price. */
  RECEIVED(12, "received");

  private final int rank;
  private final String wire;

  MessageState(int rank, String wire) {
    this.rank = rank;
    this.wire = wire;
  }

  /** The word that clients read and filter by; the constant's own name is what tables hold. */
  public String wire() {
    return wire;
  }

  /** The truth of two reports. */
  public MessageState merge(MessageState other) {
    return outranks(other) ? this : other;
  }

  public boolean outranks(MessageState other) {
    return rank > other.rank;
  }

  /** Nothing of it is at a carrier: it may still leave, or may not. */
  public boolean isStillHere() {
    return this == SCHEDULED || this == ACCEPTED || this == HELD;
  }

  /** It did not arrive. */
  public boolean isFailure() {
    return this == CANCELED
        || this == EXPIRED
        || this == FAILED
        || this == UNDELIVERED
        || this == DENIED;
  }

  /** The handset had it. */
  public boolean isArrival() {
    return this == DELIVERED || this == READ;
  }

  /** The carrier has handed it on to the recipient's network. */
  public boolean isHandedOn() {
    return this == SENT || this == UNCONFIRMED || isArrival();
  }

  /** News is still expected, so that silence is worth a question to the carrier. */
  public boolean isWaiting() {
    return this == SENDING_UNKNOWN || this == SENDING || this == SENT;
  }
}
