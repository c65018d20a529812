package dev.ramal.calls.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.ControlBodies.ControlAsked;
import dev.ramal.calls.call.ControlBodies.TransferAsked;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.InboundProgress;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferJoinsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final LegName TARGET = LegName.agent(2);
  private static final LegAction RESUME = LegAction.of(CallControl.RESUME, LegName.LEAD, 2);

  @ParameterizedTest(name = "warm: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("CALL-572 whom the carrier does not put through leaves the lead with the agent")
  void shouldGiveTheLeadBackWhenTheTargetCannotBeJoined(boolean warm) {
    // Given
    Call come = come(warm);
    assertThat(PendingActions.of(come, true)).contains(LegAction.of(Kind.JOIN, TARGET));

    for (String code : List.of("90032", "no-clear-answer")) {
      // When
      Call refused = with(come, CommandFacts.notJoined(come, join(), code, "full", at(30)));

      // Then
      assertThat(PendingActions.isEnding(refused)).isFalse();
      assertThat(refused.state().transfer().failure()).isEqualTo(code);
      assertThat(PendingActions.of(refused, true))
          .contains(LegAction.of(Kind.HANG_UP, TARGET), RESUME)
          .doesNotContain(
              LegAction.of(Kind.HANG_UP, LegName.AGENT), LegAction.of(Kind.HANG_UP, LegName.LEAD));
      assertThat(refused.state().agent().name()).isEqualTo(LegName.AGENT);
    }
  }

  @Test
  @DisplayName("CALL-572 whom the carrier does not put through leaves the lead with the agent")
  void shouldLetTheLeadGoWhenNobodyOfOursIsLeft() {
    // Given
    Call come = come(false);
    Call alone =
        with(
            come,
            fact(
                "gone",
                LegName.AGENT,
                25,
                new FactBody.Ended(CallOutcome.COMPLETED, null, null, null, null)));

    // When
    Call refused = with(alone, CommandFacts.notJoined(alone, join(), "90032", "full", at(30)));

    // Then
    assertThat(PendingActions.of(refused, true))
        .contains(LegAction.of(Kind.HANG_UP, TARGET), LegAction.of(Kind.HANG_UP, LegName.LEAD));
  }

  @Test
  @DisplayName("CALL-572 whom the carrier does not put through leaves the lead with the agent")
  void shouldGoOnToTheNextWhenAnAgentCannotBePutThroughToACaller() {
    // Given
    Call caller =
        with(
            Call.inbound(id(), Tenants.AURORA, details(Direction.INBOUND)),
            fact("a", LegName.LEAD, 0, new FactBody.Initiated()),
            fact("b", LegName.LEAD, 1, new FactBody.Answered(null)),
            fact("c", LegName.AGENT, 2, new FactBody.Offered("u-1", null, "client:u", 20, "x")),
            fact("d", LegName.AGENT, 3, new FactBody.Initiated()),
            fact("e", LegName.AGENT, 6, new FactBody.Answered(null)));
    Command join = command(Kind.JOIN, LegName.AGENT);

    // When
    Call refused = with(caller, CommandFacts.notJoined(caller, join, "90032", "full", at(8)));

    // Then
    assertThat(refused.state().inbound().stage()).isEqualTo(InboundProgress.Stage.WAITING);
    assertThat(PendingActions.isEnding(refused)).isFalse();
    assertThat(PendingActions.of(refused, true))
        .contains(LegAction.of(Kind.HANG_UP, LegName.AGENT));
  }

  @Test
  @DisplayName("CALL-573 nobody is joined for a transfer that was settled meanwhile, nor twice")
  void shouldNotJoinWhomNobodyWaitsFor() {
    // Given
    Call come = come(true);

    // When
    Call canceled = with(come, fact("x", TARGET, 30, new TransferStep(TransferStep.CANCEL, null)));
    Call joined = with(come, fact("y", TARGET, 30, new FactBody.Conferenced("CF1")));

    // Then
    assertThat(StaleCommands.mayBeStale(join())).isTrue();
    assertThat(StaleCommands.outcome(come, join())).isEmpty();
    assertThat(StaleCommands.outcome(canceled, join()))
        .get()
        .satisfies(
            outcome ->
                assertThat(((Outcome.Refused<Taken>) outcome).code())
                    .isEqualTo(CarrierPort.CALL_ENDED));
    assertThat(StaleCommands.outcome(joined, join()))
        .contains(new Outcome.Done<>(new Taken.ToldByCallbacks()));
    assertThat(CommandFacts.notJoined(canceled, join(), CarrierPort.CALL_ENDED, "why", at(31)))
        .extracting(Fact::body)
        .isEqualTo(new FactBody.Aside("command-withdrawn", "JOIN"));
    assertThat(StaleCommands.mayBeStale(command(Kind.JOIN, LegName.LEAD)))
        .as("an ordinary call is not read again for it")
        .isFalse();
  }

  /** Who is to take over has picked up, and is to be joined. */
  private static Call come(boolean warm) {
    return with(
        Call.request(id(), Tenants.AURORA, details(Direction.OUTBOUND)).call(),
        fact("a", LegName.AGENT, 1, new FactBody.Answered(null)),
        fact("b", LegName.AGENT, 2, new FactBody.Conferenced("CF1")),
        fact("c", LegName.LEAD, 5, new FactBody.Answered(null)),
        fact("d", LegName.LEAD, 6, new FactBody.Conferenced("CF1")),
        fact("e", LegName.LEAD, 10, new ControlAsked(CallControl.HOLD, 1)),
        fact("f", LegName.LEAD, 11, new FactBody.Held(1)),
        fact("g", TARGET, 10, new TransferAsked(LegName.AGENT, "user-gil", "gil", warm)),
        fact("h", TARGET, 10, new FactBody.Ordered("client:gil")),
        fact("i", TARGET, 13, new TransferStep(TransferStep.PREPARED, null)),
        fact("j", TARGET, 12, new FactBody.Accepted(null)),
        fact("k", TARGET, 20, new FactBody.Answered(null)));
  }

  private static Call with(Call call, Fact... facts) {
    Call now = call;
    for (Fact fact : facts) {
      now = ((Transition.Applied) now.apply(fact)).call();
    }
    return now;
  }

  private static Fact fact(String id, LegName leg, int second, FactBody body) {
    CarrierCallId handle = body.provesLeg() ? new CarrierCallId("CA-" + leg.wire()) : null;
    return new Fact(id, leg, handle, at(second), null, body);
  }

  private static Command join() {
    return command(Kind.JOIN, TARGET);
  }

  private static Command command(Kind kind, LegName leg) {
    return new Command(
        Tenants.AURORA,
        "0195a1b2-0000-7000-8000-00000000000c",
        id(),
        kind,
        leg,
        Carrier.TELNYX,
        null,
        CommandPayload.join(new CarrierCallId("CA-" + leg.wire()), "CF1"),
        1,
        NOON,
        NOON,
        Instant.MAX);
  }

  private static CallId id() {
    return CallId.of("0195a1b2-0000-7000-8000-000000000001");
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  private static CallDetails details(Direction direction) {
    boolean inbound = direction == Direction.INBOUND;
    return new CallDetails(
        inbound ? null : "user-ana",
        null,
        inbound ? null : "client:ana",
        direction,
        inbound ? "+5511987654321" : "+551130001000",
        inbound ? "+551130001000" : "+5511987654321",
        null,
        null,
        null,
        null,
        Carrier.TELNYX,
        new ConnectionId("connection-1"),
        false,
        null,
        null,
        null,
        NOON);
  }
}
