package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.testkit.TopicProbe;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of callers who wait in the queue, as a process leaves them that dies where it asks. */
@CallsTest
class LeftBehindTest extends CallersArrive {
  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-837 who waits in the queue waits on, where only the word of it was lost")
  void shouldLeaveWhoeverHasAPlace(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Caller caller = waits(probe, carrier, organization);

      // When
      leftBehind(caller, CallerJobs.DECIDE, 0);
      leftBehind(caller, CallerJobs.RECHECK, 0);
      leftBehind(caller, CallerJobs.RECHECK, 1);

      // Then
      assertThat(waiting(caller)).isOne();
      assertThat(routed(caller)).as("to the queue").isOne();
      assertThat(asked(caller)).isZero();
      caller.hungUp(9, talked(carrier, 9));
      assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("abandoned");
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, boreal", "telnyx, aurora"})
  @DisplayName("CALL-838 whose call is ended for good has no place in the queue any more")
  void shouldGiveThePlaceUpWithTheCall(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Caller caller = waits(probe, carrier, organization);

      // When
      leftBehind(caller, CallerJobs.WAIT_OVER, 1);

      // Then
      assertThat(asked(caller)).isOne();
      assertThat(DATABASE.count("waiting_callers where call_id = ?", caller.call())).isZero();
      caller.hungUp(9, talked(carrier, 9));
      assertThat(probe.await(CallMissed.class, caller.call()).cause()).isEqualTo("no-agent");
    }
  }

  private Caller waits(TopicProbe probe, Carrier carrier, TenantId organization) {
    goTo(organization);
    status("offline");
    Caller caller = stays(probe, carrier, CALLER);
    await().until(() -> waiting(caller) == 1);
    return caller;
  }

  private static long routed(Caller caller) {
    return DATABASE.count("call_facts where kind = 'Routed' and call_id = ?", caller.call());
  }
}
