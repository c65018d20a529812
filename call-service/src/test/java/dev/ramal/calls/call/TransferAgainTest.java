package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.fact;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.events.CallControl.HOLD;
import static dev.ramal.events.LegName.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.ControlBodies.ControlAsked;
import dev.ramal.calls.call.ControlBodies.TransferAsked;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CALL-474 who was rung in vain meets nobody, whoever else is rung since")
class TransferAgainTest {
  private static final LegName FIRST = LegName.agent(2);
  private static final LegName SECOND = LegName.agent(3);

  private static Fact of(LegName leg, int second, FactBody body) {
    boolean ours = body instanceof FactBody.Ordered || body instanceof TransferAsked;
    return new Fact(
        leg.wire() + ":" + body.getClass().getSimpleName() + second,
        leg,
        ours ? null : new CarrierCallId("CA-" + leg.wire()),
        NOON.plusSeconds(second),
        null,
        body);
  }

  private static Call outbound() {
    return after(
        agentWaiting(),
        lead(5, new FactBody.Answered(null)),
        agent(4, new FactBody.Conferenced("CF1")),
        lead(6, new FactBody.Conferenced("CF1")));
  }

  private static Call inbound() {
    FactBody offered =
        new FactBody.Offered("u-2", "Bia", "client:bia", 20, FactBody.Offered.DEDICATED);
    Call caller = Calls.arrived();
    return after(
        after(caller, fact(AGENT, 1, offered), lead(2, new FactBody.Answered(null))),
        fact(AGENT, 3, new FactBody.Initiated()),
        fact(AGENT, 5, new FactBody.Answered(null)),
        fact(AGENT, 6, new FactBody.Conferenced("CF1")));
  }

  /** The first one's dial is on its way, or nobody knows what became of it. */
  private static Call askedTwice(Call talking, boolean canceled) {
    FactBody over =
        canceled
            ? new TransferStep(TransferStep.CANCEL, null)
            : new TransferStep(TransferStep.REFUSED, Transfer.NO_ANSWER);
    return after(
        talking,
        lead(10, new ControlAsked(HOLD, 1)),
        lead(11, new FactBody.Held(1)),
        of(FIRST, 10, new TransferAsked(AGENT, "user-gil", "gil", false)),
        of(FIRST, 10, new FactBody.Ordered("client:gil")),
        of(FIRST, 12, new FactBody.Unclear("timeout")),
        of(FIRST, 20, over),
        of(SECOND, 30, new TransferAsked(AGENT, "user-eva", "eva", false)),
        of(SECOND, 30, new FactBody.Ordered("client:eva")));
  }

  private static void assertInVain(Call ringing, boolean steeredByCommand) {
    // When
    Call accepted = after(ringing, of(FIRST, 31, new FactBody.Accepted(null)));
    Call come = after(accepted, of(FIRST, 33, new FactBody.Answered(null)));

    // Then
    assertThat(PendingActions.mayBeDialed(ringing, FIRST)).isFalse();
    assertThat(PendingActions.mayBeDialed(ringing, SECOND)).isTrue();
    for (Call late : new Call[] {accepted, come}) {
      assertThat(PendingActions.of(late, steeredByCommand))
          .contains(LegAction.of(Kind.HANG_UP, FIRST), LegAction.of(Kind.DIAL, SECOND))
          .doesNotContain(LegAction.of(Kind.JOIN, FIRST));
      assertThat(PendingActions.mayMeet(late, FIRST)).isFalse();
      assertThat(PendingActions.mayMeet(late, SECOND)).isTrue();
      assertThat(PendingActions.mayMeet(late, AGENT)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLetGoWhomACanceledOrLapsedTransferRang(boolean canceled) {
    Call call = askedTwice(outbound(), canceled);
    assertInVain(call, true);
    assertInVain(call, false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLetGoWhomATransferOfACallerRang(boolean canceled) {
    Call call = askedTwice(inbound(), canceled);
    assertInVain(call, true);
    assertInVain(call, false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldJoinWhoIsRungNow(boolean canceled) {
    // When
    Call come =
        after(
            askedTwice(outbound(), canceled),
            of(SECOND, 32, new FactBody.Accepted(null)),
            of(SECOND, 35, new FactBody.Answered(null)));
    Call done =
        after(
            come,
            of(SECOND, 36, new FactBody.Conferenced("CF1")),
            of(SECOND, 37, new TransferStep(TransferStep.PREPARED, null)),
            agent(38, ended(CallOutcome.COMPLETED, 30)));

    // Then
    assertThat(PendingActions.of(come, true)).contains(LegAction.of(Kind.JOIN, SECOND));
    assertThat(PendingActions.mayMeet(done, SECOND)).isTrue();
    assertThat(PendingActions.mayMeet(done, FIRST)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeHandedOverByWhoIsOnThePhone(boolean canceled) {
    // When
    Call call =
        after(
            askedTwice(outbound(), canceled),
            of(FIRST, 31, new FactBody.Accepted(null)),
            of(FIRST, 33, new FactBody.Answered(null)));

    // Then
    assertThat(call.state().agent().name()).isEqualTo(AGENT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("CALL-574 who picks up for a transfer that is settled is not the call's agent")
  void shouldNotCountWhoPicksUpTooLate(boolean canceled) {
    for (Call talking : new Call[] {outbound(), inbound()}) {
      // Given
      Call late = after(askedTwice(talking, canceled), of(FIRST, 33, new FactBody.Answered(null)));
      Call come =
          after(
              late,
              of(SECOND, 32, new FactBody.Accepted(null)),
              of(SECOND, 34, new FactBody.Answered(null)));

      // When
      Call done =
          after(
              come,
              of(SECOND, 36, new FactBody.Conferenced("CF1")),
              of(SECOND, 37, new TransferStep(TransferStep.PREPARED, null)),
              agent(38, ended(CallOutcome.COMPLETED, 30)));
      Call over =
          after(
              done,
              of(SECOND, 60, ended(CallOutcome.COMPLETED, 26)),
              lead(61, ended(CallOutcome.COMPLETED, 50)),
              of(FIRST, 70, ended(CallOutcome.COMPLETED, 37)));

      // Then
      assertThat(late.state().agent().name()).isEqualTo(AGENT);
      assertThat(come.state().agent().name()).as("not before it is done").isEqualTo(AGENT);
      assertThat(come.state().leg(CallControl.MUTE).name()).isEqualTo(AGENT);
      assertThat(done.state().agent().name()).isEqualTo(SECOND);
      assertThat(done.details().agentId()).isEqualTo("user-eva");
      assertThat(over.state().result().hungUpBy()).isEqualTo(ReleasingParty.AGENT);
    }
  }
}
