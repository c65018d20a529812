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

  static ArrivedFact own(CallRef call, Fact fact, String causation) {
    return new ArrivedFact(call, fact, null, causation, null);
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
