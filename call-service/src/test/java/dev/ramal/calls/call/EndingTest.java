package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.hungUp;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.calls.call.Calls.requested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.CallOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-03 the lead decides the outcome, else the agent says why")
class EndingTest {

  @Test
  void shouldCancelWhenTheAgentNeverAnswers() {
    // When
    Ending ending =
        after(requested(), agent(30, ended(CallOutcome.NO_ANSWER, null))).picture().ending();

    // Then
    assertThat(ending.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(ending.cause()).isEqualTo("agent-no-answer");
    assertThat(ending.hungUpBy()).isEqualTo("system");
  }

  @Test
  void shouldCancelByTheAgentWhenTheAgentDeclines() {
    // When
    Ending ending = after(requested(), agent(3, ended(CallOutcome.BUSY, null))).picture().ending();

    // Then
    assertThat(ending.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(ending.hungUpBy()).isEqualTo("agent");
  }

  @Test
  void shouldFailWhenTheCarrierRefusesTheAgentLeg() {
    // When
    Ending ending =
        after(requested(), agent(1, new Said.Refused("21210", "not your number")))
            .picture()
            .ending();

    // Then
    assertThat(ending.outcome()).isEqualTo(CallOutcome.FAILED);
    assertThat(ending.cause()).isEqualTo("21210");
  }

  @Test
  void shouldCancelWhenTheLeadLegWasDroppedBeforeItWasSent() {
    // When
    Ending ending =
        after(
                agentWaiting(),
                agent(3, ended(CallOutcome.COMPLETED, 1)),
                lead(3, new Said.Dropped("the agent left")))
            .picture()
            .ending();

    // Then
    assertThat(ending.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(ending.cause()).isEqualTo("agent-left");
    assertThat(ending.ringSeconds()).isZero();
  }

  @Test
  void shouldCancelWhenSomebodyHungUpWhileItRang() {
    // When
    Ending ending =
        after(
                agentWaiting(),
                lead(3, new Said.Initiated()),
                Calls.fact(null, 9, new Said.HangupAsked("agent")),
                lead(10, ended(CallOutcome.NO_ANSWER, null)),
                agent(10, ended(CallOutcome.COMPLETED, 8)))
            .picture()
            .ending();

    // Then
    assertThat(ending.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(ending.hungUpBy()).isEqualTo("agent");
    assertThat(ending.ringSeconds()).isEqualTo(7);
  }

  @Test
  void shouldNameTheAgentWhenTheAgentLegEndsByItsOwnEnd() {
    // When
    Ending ending =
        after(
                agentWaiting(),
                lead(3, new Said.Initiated()),
                lead(5, new Said.Answered(null)),
                agent(20, hungUp("callee")),
                lead(20, hungUp("caller")))
            .picture()
            .ending();

    // Then
    assertThat(ending.hungUpBy()).isEqualTo("agent");
  }

  @Test
  void shouldNameTheLeadWhenBothLegsEndInTheSameSecondAndNobodyAsked() {
    // When
    Ending ending =
        after(
                agentWaiting(),
                lead(5, new Said.Answered(null)),
                agent(42, ended(CallOutcome.COMPLETED, 40)),
                lead(42, ended(CallOutcome.COMPLETED, 37)))
            .picture()
            .ending();

    // Then
    assertThat(ending.hungUpBy()).isEqualTo("lead");
  }

  @Test
  void shouldRoundComputedTalkTimeToTheNearestSecond() {
    // Given
    Fact answered =
        new Fact(
            "a", LegName.LEAD, "CA-lead", NOON.plusMillis(5_020), null, new Said.Answered(null));
    Fact end =
        new Fact("e", LegName.LEAD, "CA-lead", NOON.plusMillis(42_499), null, hungUp("callee"));

    // When
    Call call = after(agentWaiting(), answered, end, agent(43, hungUp("caller")));

    // Then
    assertThat(call.picture().ending().talkSeconds()).isEqualTo(37);
  }

  @Test
  void shouldPreferTheSecondsTheCarrierCounts() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(5, new Said.Answered(null)),
            lead(43, ended(CallOutcome.COMPLETED, 37)),
            agent(43, hungUp("caller")));

    // Then
    assertThat(call.picture().ending().talkSeconds()).isEqualTo(37);
  }
}
