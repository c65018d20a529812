package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.calls.call.Calls.requested;
import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.ReleasingParty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-04 what the carrier must do next follows from the call as it stands")
class PendingActionsTest {
  private static final boolean ASKING = false;
  private static final boolean TOLD = true;

  @Test
  void shouldDialTheLeadWhenTheAgentAnswers() {
    // When
    Call call = after(requested(), agent(2, new FactBody.Answered(null)));

    // Then
    assertThat(PendingActions.of(call, ASKING)).containsExactly(LegAction.of(Kind.DIAL, LEAD));
  }

  @Test
  void shouldNotDialTheLeadWhenTheAnswerComesAfterTheEnd() {
    // When
    Call call =
        after(
            requested(),
            agent(9, ended(CallOutcome.COMPLETED, null)),
            agent(2, new FactBody.Answered(null)));

    // Then
    assertThat(PendingActions.of(call, ASKING)).isEmpty();
  }

  @Test
  void shouldHangUpTheAgentWhenTheLeadIsBusy() {
    // When
    Call call = after(agentWaiting(), lead(4, ended(CallOutcome.BUSY, null)));

    // Then
    assertThat(PendingActions.of(call, ASKING)).containsExactly(LegAction.of(Kind.HANG_UP, AGENT));
  }

  @Test
  void shouldDropTheLeadWhenTheAgentLeavesBeforeItWasSent() {
    // When
    Call call = after(agentWaiting(), agent(4, ended(CallOutcome.COMPLETED, 2)));

    // Then
    assertThat(PendingActions.of(call, ASKING)).containsExactly(LegAction.of(Kind.DROP, LEAD));
  }

  @Test
  void shouldHangUpBothLegsWhenSomebodyAsks() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(5, new FactBody.Answered(null)),
            Calls.fact(null, 9, new FactBody.HangupAsked(ReleasingParty.AGENT)));

    // Then
    assertThat(PendingActions.of(call, ASKING))
        .containsExactly(LegAction.of(Kind.HANG_UP, AGENT), LegAction.of(Kind.HANG_UP, LEAD));
  }

  @Test
  void shouldWaitForTheTruthOfAnUnclearLegBeforeHangingUp() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(3, new FactBody.Unclear("timeout")),
            agent(4, ended(CallOutcome.COMPLETED, 2)));

    // Then
    assertThat(PendingActions.of(call, ASKING)).isEmpty();
  }

  @Test
  void shouldMakeTheConferenceAnnounceAndJoinInThatOrderWhereTheCarrierMustBeTold() {
    // Given
    Call agentUp = after(requested(Carrier.TELNYX, true), agent(2, new FactBody.Answered(null)));
    Call leadUp =
        after(
            agentUp,
            lead(2, new FactBody.Ordered("+5511987654321")),
            lead(5, new FactBody.Answered(null)));
    Call telling = after(leadUp, lead(5, new FactBody.Announcing("Olá.", "pt-BR")));
    Call announced = after(telling, lead(11, new FactBody.Announced(true, "event-1")));
    Call conferenced = after(announced, agent(6, new FactBody.Conferenced("conf-1")));
    Call recorded = after(conferenced, lead(12, new FactBody.RecordingBegun(null)));

    // Then
    assertThat(PendingActions.of(agentUp, TOLD))
        .containsExactly(LegAction.of(Kind.DIAL, LEAD), LegAction.of(Kind.JOIN, AGENT));
    assertThat(PendingActions.of(leadUp, TOLD))
        .containsExactly(LegAction.of(Kind.JOIN, AGENT), LegAction.of(Kind.ANNOUNCE, LEAD));
    assertThat(PendingActions.of(telling, TOLD)).containsExactly(LegAction.of(Kind.JOIN, AGENT));
    assertThat(PendingActions.of(announced, TOLD))
        .containsExactly(LegAction.of(Kind.RECORD, LEAD), LegAction.of(Kind.JOIN, AGENT));
    assertThat(PendingActions.of(conferenced, TOLD))
        .containsExactly(LegAction.of(Kind.RECORD, LEAD), LegAction.of(Kind.JOIN, LEAD));
    assertThat(PendingActions.of(recorded, TOLD)).containsExactly(LegAction.of(Kind.JOIN, LEAD));
  }

  @Test
  void shouldTellNothingToACarrierThatAsks() {
    // Given
    Call leadUp =
        after(
            agentWaiting(),
            lead(5, new FactBody.Answered(null)),
            agent(5, new FactBody.Conferenced("conf-1")));

    // When / Then
    assertThat(PendingActions.of(leadUp, ASKING)).isEmpty();
    assertThat(PendingActions.of(leadUp, TOLD)).containsExactly(LegAction.of(Kind.ANNOUNCE, LEAD));
  }

  @Test
  void shouldHaveEveryCarrierRecordWhoWasTold() {
    // When
    Call told =
        after(
            agentWaiting(),
            lead(5, new FactBody.Answered(null)),
            lead(5, new FactBody.Announcing("Olá.", "pt-BR")),
            lead(11, new FactBody.Announced(true, "twilio:lead-told:CA-lead")));
    Call over = after(told, lead(20, ended(CallOutcome.COMPLETED, 15)));

    // Then
    assertThat(PendingActions.of(told, ASKING)).containsExactly(LegAction.of(Kind.RECORD, LEAD));
    assertThat(PendingActions.of(over, ASKING)).containsExactly(LegAction.of(Kind.HANG_UP, AGENT));
  }

  @Test
  void shouldAskForTheKeyAndLetGoWhoDoesNotPressIt() {
    // Given
    Call told =
        after(
            Calls.requested(Carrier.TELNYX, new FactBody.RecordingAsked(Consent.KEY, false)),
            agent(2, new FactBody.Answered(null)),
            agent(3, new FactBody.Conferenced("conf-1")),
            lead(2, new FactBody.Ordered("+5511987654321")),
            lead(5, new FactBody.Answered(null)),
            lead(5, new FactBody.Announcing("Olá.", "pt-BR")),
            lead(11, new FactBody.Announced(true, "event-1")));

    // When
    Call agreed = after(told, lead(15, new FactBody.Keyed("1", "event-2")));
    Call silent = after(told, lead(20, new FactBody.Keyed("", "event-2")));

    // Then
    assertThat(PendingActions.of(told, TOLD)).containsExactly(LegAction.of(Kind.ASK, LEAD));
    assertThat(PendingActions.of(agreed, TOLD))
        .containsExactly(LegAction.of(Kind.RECORD, LEAD), LegAction.of(Kind.JOIN, LEAD));
    assertThat(PendingActions.of(silent, TOLD)).containsExactly(LegAction.of(Kind.HANG_UP, LEAD));
  }
}
