package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierReply;
import io.smallrye.mutiny.Uni;

/** A carrier did not answer one of several questions: what it answered to the others is no list. */
public final class NotListed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reply;

  private NotListed(CarrierReply<?> reply) {
    super("not listed", null, false, false);
    this.reply = "" + reply;
  }

  /**
   * @throws NotListed when it is not done
   */
  public static <T> T unlessDone(CarrierReply<T> reply) {
    if (reply instanceof CarrierReply.Done<T> done && done.value() != null) {
      return done.value();
    }
    throw new NotListed(reply);
  }

  /** What all answers come to, or that it is not known. */
  public static <T> Uni<CarrierReply<T>> orDone(Uni<T> answers) {
    return answers
        .map(value -> (CarrierReply<T>) new CarrierReply.Done<>(value))
        .onFailure(NotListed.class)
        .recoverWithItem(failure -> new CarrierReply.Unknown<>(((NotListed) failure).reply));
  }
}
