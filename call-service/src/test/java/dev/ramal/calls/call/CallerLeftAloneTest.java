package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.fact;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.ControlBodies.ControlAsked;
import dev.ramal.calls.call.ControlBodies.TransferAsked;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.LegName;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CALL-577 a caller whose agent went away handing over, in vain, waits for the next")
class CallerLeftAloneTest {
  private static final LegName TARGET = LegName.agent(2);
  private static final LegName NEXT = LegName.agent(3);
  private static final LegAction RESUME = LegAction.of(CallControl.RESUME, LEAD, 2);

  private static Call ringing() {
    Call caller = Calls.arrived();
    return after(
        caller,
        fact(AGENT, 1, offer("u-1")),
        lead(2, new FactBody.Answered(null)),
        agent(3, new FactBody.Initiated()),
        agent(5, new FactBody.Answered(null)),
        agent(6, new FactBody.Conferenced("CF1")),
        lead(6, new FactBody.Conferenced("CF1")),
        lead(10, new ControlAsked(CallControl.HOLD, 1)),
        lead(11, new FactBody.Held(1)),
        fact(TARGET, 10, new TransferAsked(AGENT, "user-gil", "gil", false)),
        fact(TARGET, 10, new FactBody.Ordered("client:gil")),
        fact(TARGET, 12, new FactBody.Accepted(null)),
        fact(TARGET, 13, new TransferStep(TransferStep.PREPARED, null)));
  }

  private static FactBody.Offered offer(String agent) {
    return new FactBody.Offered(agent, null, "client:" + agent, 20, FactBody.Offered.LONGEST_IDLE);
  }

  private static Call alone() {
    return after(
        ringing(),
        agent(15, ended(CallOutcome.COMPLETED, 10)),
        fact(TARGET, 40, ended(CallOutcome.NO_ANSWER, null)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldWaitAgainAndTalkToTheNext(boolean steered) {
    // Given
    Call alone = alone();

    // When
    Call offered = after(alone, fact(NEXT, 42, offer("u-3")));
    Call talking =
        after(
            offered,
            fact(NEXT, 43, new FactBody.Initiated()),
            fact(NEXT, 50, new FactBody.Answered(null)));
    Call left =
        after(
            talking,
            fact(NEXT, 51, new FactBody.Conferenced("CF1")),
            fact(NEXT, 90, ended(CallOutcome.COMPLETED, 40)));
    Call over = after(left, lead(91, ended(CallOutcome.COMPLETED, 89)));

    // Then
    assertThat(alone.state().inbound().stage()).isEqualTo(Stage.WAITING);
    assertThat(alone.status()).as("music goes on").isEqualTo(CallStatus.HELD);
    assertThat(alone.details().agentId()).as("who went away is free").isNull();
    assertThat(alone.state().waitsAgain()).isTrue();
    assertThat(PendingActions.isEnding(alone)).isFalse();
    assertThat(PendingActions.of(alone, steered))
        .doesNotContain(RESUME, LegAction.of(Kind.HANG_UP, LEAD));
    assertThat(PendingActions.of(offered, steered)).contains(LegAction.of(Kind.DIAL, NEXT));
    assertThat(offered.details().agentId()).isEqualTo("u-3");
    assertThat(talking.state().inbound().stage()).isEqualTo(Stage.TALKING);
    assertThat(PendingActions.of(talking, steered)).contains(RESUME);
    assertThat(PendingActions.of(left, steered)).contains(LegAction.of(Kind.HANG_UP, LEAD));
    assertThat(over.details().agentId()).isEqualTo("u-3");
    assertThat(over.state().result().outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(over.state().over()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLeaveAMessageWhereNobodyComes(boolean steered) {
    // When
    Call sent =
        after(
            alone(),
            lead(60, new FactBody.Routed(FactBody.Routed.VOICEMAIL, FactBody.Routed.WAITED)));

    // Then
    assertThat(sent.state().inbound().stage()).isEqualTo(Stage.VOICEMAIL);
    assertThat(PendingActions.of(sent, steered))
        .contains(LegAction.of(steered ? Kind.GREET : Kind.REDIRECT, LEAD));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLetTheCallerGoWhomTheAgentHungUpOn(boolean steered) {
    // When
    Call back = after(ringing(), fact(TARGET, 40, ended(CallOutcome.NO_ANSWER, null)));
    Call hungUp = after(back, agent(45, ended(CallOutcome.COMPLETED, 40)));

    // Then
    assertThat(PendingActions.of(back, steered)).contains(RESUME);
    assertThat(hungUp.state().inbound().stage()).isEqualTo(Stage.LEFT);
    assertThat(PendingActions.of(hungUp, steered)).contains(LegAction.of(Kind.HANG_UP, LEAD));
  }

  @Test
  void shouldNotKeepWhomTheAgentHungUpOnBecauseAPhoneStopsRingingLate() {
    // Given
    Fact lapsed = fact(TARGET, 40, new TransferStep(TransferStep.REFUSED, Transfer.NO_ANSWER));
    Fact hungUp = agent(45, ended(CallOutcome.COMPLETED, 40));
    Fact late = fact(TARGET, 47, ended(CallOutcome.NO_ANSWER, null));

    // When
    Call letGo = after(ringing(), lapsed, hungUp);
    Call told = after(letGo, late);
    Call toldBefore = after(ringing(), late, hungUp, lapsed);

    // Then
    for (Call call : List.of(letGo, told, toldBefore)) {
      assertThat(call.state().inbound().stage()).isEqualTo(Stage.LEFT);
      assertThat(call.state().transfer().settledAt()).isEqualTo(NOON.plusSeconds(40));
    }
    assertThat(toldBefore.state()).isEqualTo(told.state());
  }
}
