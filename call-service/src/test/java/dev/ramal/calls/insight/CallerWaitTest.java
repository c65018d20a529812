package dev.ramal.calls.insight;

import static dev.ramal.calls.fixtures.ToldCallers.AURORA;
import static dev.ramal.calls.fixtures.ToldCallers.NOON;
import static dev.ramal.calls.fixtures.ToldCallers.caller;
import static dev.ramal.calls.fixtures.ToldCallers.ended;
import static dev.ramal.calls.fixtures.ToldCallers.offered;
import static dev.ramal.calls.fixtures.ToldCallers.queued;
import static dev.ramal.calls.fixtures.ToldCallers.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallerBodies.Offered;
import dev.ramal.calls.call.CallerBodies.Routed;
import dev.ramal.calls.call.FactBody;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.LegName;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallerWaitTest {
  private static Optional<CallerWait> wait(int minute, boolean answered, int seconds) {
    return Optional.of(new CallerWait(AURORA, NOON.plusSeconds(60L * minute), answered, seconds));
  }

  @Test
  @DisplayName("CALL-532 a caller's wait is over when an agent picks up, or with the call; once")
  void shouldEndWithAnAgentOrTheCall() {
    // Given
    Call offered = offered(queued(), LegName.AGENT, 50, Offered.LONGEST_IDLE);

    // When
    Call answered = with(offered, LegName.AGENT, 65, new FactBody.Answered(null));
    Call left = ended(answered, LegName.AGENT, 200, CallOutcome.COMPLETED);
    Call over = ended(left, LegName.LEAD, 201, CallOutcome.COMPLETED);
    Call lost = ended(queued(), LegName.LEAD, 130, CallOutcome.COMPLETED);

    // Then
    assertThat(CallerWait.of(caller())).as("nobody takes care").isEmpty();
    assertThat(CallerWait.of(queued())).isEmpty();
    assertThat(CallerWait.of(offered)).isEmpty();
    assertThat(CallerWait.of(answered)).isEqualTo(wait(1, true, 65));
    assertThat(CallerWait.of(over)).isEqualTo(wait(1, true, 65));
    assertThat(over.state().result().ringSeconds()).isEqualTo(65);
    assertThat(CallerWait.of(lost)).isEqualTo(wait(2, false, 130));
  }

  @Test
  @DisplayName(
      "CALL-535 who called outside business hours, and whom nobody cares for, is not counted")
  void shouldNotCountWhoCouldNotBeAnswered() {
    // When
    Call closed = with(caller(), null, 1, new Routed(Routed.VOICEMAIL, Routed.CLOSED));
    Call notOurs = ended(caller(), LegName.LEAD, 20, CallOutcome.COMPLETED);

    // Then
    assertThat(CallerWait.of(ended(closed, LegName.LEAD, 20, CallOutcome.COMPLETED))).isEmpty();
    assertThat(notOurs.state().over()).isTrue();
    assertThat(CallerWait.of(notOurs)).isEmpty();
  }
}
