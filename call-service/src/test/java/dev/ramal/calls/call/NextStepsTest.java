package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.calls.call.Calls.requested;
import static dev.ramal.calls.call.LegName.AGENT;
import static dev.ramal.calls.call.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Step.Kind;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-04 what the carrier must do next follows from the call as it stands")
class NextStepsTest {

  @Test
  void shouldDialTheLeadWhenTheAgentAnswers() {
    // When
    Call call = after(requested(), agent(2, new Said.Answered(null)));

    // Then
    assertThat(NextSteps.of(call)).containsExactly(Step.of(Kind.DIAL, LEAD));
  }

  @Test
  void shouldNotDialTheLeadWhenTheAnswerComesAfterTheEnd() {
    // When
    Call call =
        after(
            requested(),
            agent(9, ended(CallOutcome.COMPLETED, null)),
            agent(2, new Said.Answered(null)));

    // Then
    assertThat(NextSteps.of(call)).isEmpty();
  }

  @Test
  void shouldHangUpTheAgentWhenTheLeadIsBusy() {
    // When
    Call call = after(agentWaiting(), lead(4, ended(CallOutcome.BUSY, null)));

    // Then
    assertThat(NextSteps.of(call)).containsExactly(Step.of(Kind.HANG_UP, AGENT));
  }

  @Test
  void shouldDropTheLeadWhenTheAgentLeavesBeforeItWasSent() {
    // When
    Call call = after(agentWaiting(), agent(4, ended(CallOutcome.COMPLETED, 2)));

    // Then
    assertThat(NextSteps.of(call)).containsExactly(Step.of(Kind.DROP, LEAD));
  }

  @Test
  void shouldHangUpBothLegsWhenSomebodyAsks() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(5, new Said.Answered(null)),
            Calls.fact(null, 9, new Said.HangupAsked("agent")));

    // Then
    assertThat(NextSteps.of(call))
        .containsExactly(Step.of(Kind.HANG_UP, AGENT), Step.of(Kind.HANG_UP, LEAD));
  }

  @Test
  void shouldWaitForTheTruthOfAnUnclearLegBeforeHangingUp() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(3, new Said.Unclear("timeout")),
            agent(4, ended(CallOutcome.COMPLETED, 2)));

    // Then
    assertThat(NextSteps.of(call)).isEmpty();
  }

  @Test
  void shouldMakeTheConferenceAnnounceAndJoinInThatOrderAtTelnyx() {
    // Given
    Call agentUp = after(requested(Carrier.TELNYX, true), agent(2, new Said.Answered(null)));
    Call leadUp =
        after(
            agentUp, lead(2, new Said.Ordered("+5511987654321")), lead(5, new Said.Answered(null)));
    Call announced = after(leadUp, lead(6, new Said.Announced(true)));
    Call conferenced = after(announced, agent(6, new Said.Conferenced("conf-1")));

    // Then
    assertThat(NextSteps.of(agentUp))
        .containsExactly(Step.of(Kind.DIAL, LEAD), Step.of(Kind.JOIN, AGENT));
    assertThat(NextSteps.of(leadUp))
        .containsExactly(Step.of(Kind.JOIN, AGENT), Step.of(Kind.ANNOUNCE, LEAD));
    assertThat(NextSteps.of(announced)).containsExactly(Step.of(Kind.JOIN, AGENT));
    assertThat(NextSteps.of(conferenced)).containsExactly(Step.of(Kind.JOIN, LEAD));
  }
}
