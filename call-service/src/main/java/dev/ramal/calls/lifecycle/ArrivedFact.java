package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Fact;
import dev.ramal.events.Carrier;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;

/**
 * A fact on its way into its call.
 *
 * @param by the carrier that told it, or that was told to dial the leg; null for what no carrier
 *     has to do with
 * @param causation id of the event or command that led here; null at the root
 * @param delivery the record that brought it, which hears of it when the fact cannot be applied;
 *     null for a fact of our own, whose failure is the whole transaction's
 */
public record ArrivedFact(
    CallRef call, Fact fact, Carrier by, String causation, Delivery delivery) {
  /** Of a fact whose call is not found; in case a database answers that lags behind. */
  private static final int ATTEMPTS = 3;

  static ArrivedFact own(CallRef call, Fact fact, String causation) {
    return new ArrivedFact(call, fact, null, causation, null);
  }

  /**
   * Where the organization has no call of the id that came back signed.
   *
   * <p>Failure policy: a caller's call may be told of before it is stored, so that is tried again,
   * and then is somebody's to look at. The call of a click is stored before its id leaves us: what
   * is none then names another organization's, and goes away quietly, as a receipt of a message
   * that is not ours does.
   */
  void refuseWithoutCall() {
    boolean foreign =
        delivery != null && delivery.event().attempt() >= ATTEMPTS && call.id().isOfClick();
    refuse(
        foreign
            ? new Failure.TooLate("a fact of a call that is not the organization's")
            : new Failure.NotYet("no call " + call.id() + " yet"));
  }

  void refuse(Failure why) {
    if (delivery == null) {
      throw new FailureException(why);
    }
    delivery.refuse(new FailureException(why));
  }

  void traced(Runnable work) {
    if (delivery == null) {
      work.run();
    } else {
      delivery.traced(
          () -> {
            work.run();
            return null;
          });
    }
  }
}
