package dev.ramal.messaging.sending;

import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether an SMS follows a WhatsApp message that has not arrived. Pure. */
sealed interface FallbackDecision {
  FallbackDecision NO = new No();

  /** None follows. */
  record No() implements FallbackDecision {}

  /** It may still arrive in time. */
  record Later(Duration by) implements FallbackDecision {}

  /** One follows now. */
  record Due() implements FallbackDecision {}

  /**
   * The time counts from when the message went on its way: one that waits, for its hour or its
   * turn, is not late.
   *
   * @param going since when it is on its way; empty while it waits
   * @param after as the organization has set it now; empty for never
   */
  static FallbackDecision of(
      Message message,
      Optional<Instant> going,
      Optional<Duration> after,
      FailureReasons reasons,
      Instant now) {
    boolean arrived = message.state().isArrival();
    boolean unwanted =
        message.state() == MessageState.CANCELED
            || hasExpired(message)
            || isOptedOut(message, reasons);
    boolean writable = message.details().author() != null && !message.details().body().isBlank();
    if (after.isEmpty() || arrived || unwanted || !writable) {
      return NO;
    }
    Instant leavesAt = message.progress().leavesAt();
    if (leavesAt != null && leavesAt.isAfter(now)) {
      return new Later(Duration.between(now, leavesAt).plus(after.get()));
    }
    if (going.isEmpty() && message.state().isStillHere()) {
      return new Later(after.get());
    }
    Instant due = going.orElse(message.details().createdAt()).plus(after.get());
    return due.isAfter(now) ? new Later(Duration.between(now, due)) : new Due();
  }

  /** Here, where nobody waited for it any more; what expires on its way has not arrived. */
  private static boolean hasExpired(Message message) {
    FailureCause cause = message.progress().cause();
    return message.state() == MessageState.EXPIRED
        && cause != null
        && FailureReasons.EXPIRED.equals(cause.code());
  }

  private static boolean isOptedOut(Message message, FailureReasons reasons) {
    FailureCause cause = message.progress().cause();
    return message.state().isFailure()
        && cause != null
        && (FailureReasons.OPTED_OUT.equals(cause.code())
            || reasons.isOptOut(message.details().carrier(), cause.code()));
  }
}
