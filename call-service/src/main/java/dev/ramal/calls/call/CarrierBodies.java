package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Money;
import dev.ramal.events.ReleasingSide;
import java.math.BigDecimal;
import java.util.Optional;

/** What the carrier tells of a leg. Members of {@link FactBody}. */
public interface CarrierBodies {
  /** The leg sits in the carrier's conference. */
  record Conferenced(String conferenceId) implements FactBody {}

  record Initiated() implements FactBody {}

  record Ringing() implements FactBody {}

  /**
   * @param answeredBy null without detection
   */
  record Answered(AnsweredBy answeredBy) implements FactBody {}

  /** Whoever was on the leg heard our apology and was let go. */
  record Apologized() implements FactBody {}

  /** Whoever waited on the leg in a queue was taken from it by somebody. */
  record Dequeued(String result) implements FactBody {}

  /**
   * Whoever was on the leg left a queue without being taken.
   *
   * @param result the carrier's own word; hangup when they hung up
   */
  record QueueLeft(String result) implements FactBody {}

  /**
   * @param talkSeconds only from a carrier that counts from the answer; else null
   * @param hungUpBy caller, callee or null
   */
  record Ended(
      CallOutcome outcome,
      Integer talkSeconds,
      Integer sipCode,
      String cause,
      ReleasingSide hungUpBy)
      implements FactBody {}

  /**
   * What the leg costs. A side fact.
   *
   * @param amount null when the carrier failed to compute it
   * @param currency null when not said, as of a cost without parts
   */
  record Costed(BigDecimal amount, String currency, Integer billedSeconds) implements FactBody {

    /** Empty for what nobody can book: no amount, or an amount of nobody knows what. */
    Optional<Money> money() {
      return amount != null && Money.isCurrency(currency)
          ? Optional.of(new Money(amount, currency))
          : Optional.empty();
    }
  }

  /**
   * Anything else worth keeping: recordings, digits, a place in a queue, conference. A side fact.
   */
  record Aside(String what, String detail) implements FactBody {
    /** That the carrier has recorded something and can be asked for it. */
    public static final String RECORDED = "recording-completed";

    /** That a call was handed over to a number: no agent of ours is on it. Its fact's id, too. */
    public static final String HANDED_OVER = "handed-over";

    /** That a machine is being said its message by the carrier that asked. Its fact's id, too. */
    public static final String HEARS_MESSAGE = "hears-message";
  }
}
