package dev.ramal.calls.insight;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.LegState;
import dev.ramal.events.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * How long somebody who called waited, told when the waiting is over. Pure.
 *
 * @param minute in which an agent picked up, or the call of whoever was not answered was over
 * @param seconds from the call to then, as the ring seconds of the call are counted
 */
record CallerWait(TenantId tenant, Instant minute, boolean answered, int seconds)
    implements Comparable<CallerWait> {
  private static final Comparator<CallerWait> ORDER =
      Comparator.comparing((CallerWait wait) -> wait.tenant().value())
          .thenComparing(CallerWait::minute)
          .thenComparing(CallerWait::answered)
          .thenComparing(CallerWait::seconds);

  private static final long HALF_A_SECOND = 500;

  /**
   * Empty for whoever still waits, for calls that nobody was to take, and for whoever called
   * outside business hours and reached nobody.
   */
  static Optional<CallerWait> of(Call call) {
    CallState now = call.state();
    boolean answered = now.inbound().served();
    if (!now.inbound().isRouted() || now.lead() == null || !(answered || now.over())) {
      return Optional.empty();
    }
    return answered || !now.inbound().isClosed()
        ? Optional.of(of(call, answered ? now.answeredAt() : now.lead().endedAt(), answered))
        : Optional.empty();
  }

  private static CallerWait of(Call call, Instant until, boolean answered) {
    LegState lead = call.state().lead();
    long millis = lead.dialed() ? Duration.between(lead.dialedAt(), until).toMillis() : 0;
    return new CallerWait(
        call.tenant(),
        until.truncatedTo(ChronoUnit.MINUTES),
        answered,
        (int) Math.max(0, (millis + HALF_A_SECOND) / 1000));
  }

  @Override
  public int compareTo(CallerWait other) {
    return ORDER.compare(this, other);
  }
}
