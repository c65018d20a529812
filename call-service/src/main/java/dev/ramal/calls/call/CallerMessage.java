package dev.ramal.calls.call;

import dev.ramal.calls.call.LegAction.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which recording of a call is the message that its caller left, where the carrier does not tell: a
 * message begins when the caller was told of it to the end, and not before. What was recorded of
 * the talk before, or from the call's begin on, is the call, also where a message was left on it.
 */
public final class CallerMessage {
  /** Carriers round the begin of a recording; the greeting lasts longer. */
  private static final Duration ROUNDED = Duration.ofSeconds(1);

  private CallerMessage() {}

  /**
   * Whether such a recording is the caller's message.
   *
   * @param startedAt by the carrier's clock, as the end of the greeting; null when it said nothing:
   *     then whoever was greeted has left a message
   */
  public static boolean isOn(Call call, Instant startedAt) {
    return greetedAt(call)
        .filter(greeted -> startedAt == null || !startedAt.plus(ROUNDED).isBefore(greeted))
        .isPresent();
  }

  /** Empty for whoever was not told to the end, and so not recorded. */
  private static Optional<Instant> greetedAt(Call call) {
    return call.facts().stream()
        .filter(fact -> fact.body() instanceof FactBody.Spoken spoken && isGreeting(spoken))
        .map(Fact::at)
        .min(Instant::compareTo);
  }

  private static boolean isGreeting(FactBody.Spoken spoken) {
    return spoken.isCompleted() && spoken.text().equals(Kind.GREET.word());
  }
}
