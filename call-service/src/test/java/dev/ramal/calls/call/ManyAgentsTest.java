package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.fact;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.calls.call.Calls.requested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-290 a call may have any number of agents' legs")
class ManyAgentsTest {
  private static final LegName SECOND = LegName.agent(2);

  private static Call handedOver() {
    return after(
        requested(),
        agent(1, new FactBody.Initiated()),
        agent(2, new FactBody.Answered(null)),
        lead(3, new FactBody.Initiated()),
        lead(4, new FactBody.Answered(null)),
        fact(SECOND, 10, new FactBody.Ordered("client:bia")),
        fact(SECOND, 11, new FactBody.Initiated()));
  }

  @Test
  void shouldCountTheAgentWhoIsOnThePhone() {
    // When
    Call ringing = handedOver();
    Call taken =
        after(
            ringing,
            fact(SECOND, 12, new FactBody.Answered(null)),
            agent(13, ended(CallOutcome.COMPLETED, 11)));

    // Then
    assertThat(ringing.state().agent().name()).isEqualTo(LegName.AGENT);
    assertThat(taken.state().agent().name()).isEqualTo(SECOND);
    assertThat(taken.state().agent().address()).isEqualTo("client:bia");
    assertThat(taken.state().legs())
        .extracting(LegState::name)
        .containsExactly(LegName.AGENT, SECOND, LegName.LEAD);
  }

  @Test
  void shouldBeOverWhenTheLastOfThemIs() {
    // When
    Call call =
        after(
            handedOver(),
            fact(SECOND, 12, new FactBody.Answered(null)),
            agent(20, ended(CallOutcome.COMPLETED, 18)),
            lead(21, ended(CallOutcome.COMPLETED, 17)));

    // Then
    assertThat(call.state().over()).isFalse();
    assertThat(after(call, fact(SECOND, 22, ended(CallOutcome.COMPLETED, 10))).status())
        .isEqualTo(CallStatus.COMPLETED);
  }

  @Test
  void shouldPlaceAFactByItsHandle() {
    // Given
    Fact unplaced =
        new Fact(
            "ended",
            null,
            new CarrierCallId("CA-agent-2"),
            NOON.plusSeconds(15),
            null,
            ended(CallOutcome.NO_ANSWER, null));

    // When
    Transition placed = handedOver().apply(unplaced);

    // Then
    assertThat(((Transition.Applied) placed).call().fact("ended").leg()).isEqualTo(SECOND);
  }

  @Test
  void shouldNotTakeAnAgentsFactForTheCallers() {
    // Given
    Call caller =
        after(Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound()), initiated("CA-lead"));

    // When
    Transition strange = caller.apply(initiated("CA-nobody"));

    // Then
    assertThat(strange).isInstanceOf(Transition.NotYet.class);
  }

  private static Fact initiated(String handle) {
    return new Fact(handle, null, new CarrierCallId(handle), NOON, null, new FactBody.Initiated());
  }
}
