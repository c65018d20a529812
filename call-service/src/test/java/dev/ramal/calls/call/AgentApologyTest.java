package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.calls.CallEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every order of the facts of a call whose agent heard our apology, and every point on the way. */
@DisplayName(
    "CALL-240 an agent who only heard our apology rings no lead, and the call failed by us")
class AgentApologyTest {
  private static final Fact APOLOGIZED = agent(3, new FactBody.Apologized());
  private static final Fact ORDERED = lead(3, new FactBody.Ordered("+5511987654321"));
  private static final Fact ASKED =
      Calls.fact(null, 6, new FactBody.HangupAsked(ReleasingParty.AGENT));

  static Stream<Arguments> leads() {
    return Stream.of(
        arguments("never dialled", List.of()),
        arguments("never dialled, somebody hung up", List.of(ASKED)),
        arguments("withdrawn", List.of(ORDERED, lead(4, new FactBody.Dropped("too late")))),
        arguments("refused", List.of(ORDERED, lead(4, new FactBody.Refused("call-ended", "")))),
        arguments(
            "rung",
            List.of(
                ORDERED,
                lead(4, new FactBody.Initiated()),
                ASKED,
                lead(8, ended(CallOutcome.CANCELED, null)))),
        arguments(
            "answered and told",
            List.of(
                lead(5, new FactBody.Answered(null)),
                lead(5, new FactBody.Announcing("Olá.", "pt-BR")),
                lead(10, new FactBody.Announced(true, "twilio:lead-told:CA-lead")),
                lead(42, ended(CallOutcome.COMPLETED, 37)))),
        arguments(
            "agreed",
            List.of(
                lead(5, new FactBody.Announcing("Olá.", "pt-BR")),
                lead(10, new FactBody.Announced(true, "twilio:lead-told:CA-lead")),
                lead(15, new FactBody.Keyed("1", "twilio:lead-key:CA-lead")),
                lead(42, ended(CallOutcome.COMPLETED, 37)))));
  }

  @ParameterizedTest(name = "the lead was {0}")
  @MethodSource("leads")
  void shouldFailByUsInEveryOrder(String what, List<Fact> lead) {
    // Given
    List<Fact> facts = new ArrayList<>(lead);
    facts.add(agent(3, new FactBody.Answered(null)));
    facts.add(APOLOGIZED);
    facts.add(agent(10, ended(CallOutcome.COMPLETED, 7)));
    Call call = Calls.requested(Carrier.TWILIO, new FactBody.RecordingAsked(Consent.KEY, false));

    // When / Then
    assertThat(walk(call, facts, null)).isPositive();
  }

  /** Goes every way from here to the end; returns how many ways there are. */
  private static int walk(Call call, List<Fact> left, CallEnded told) {
    check(call, told);
    if (left.isEmpty()) {
      assertThat(call.state().over()).isTrue();
      return 1;
    }
    int ways = 0;
    for (Fact next : left) {
      List<Fact> rest = new ArrayList<>(left);
      rest.remove(next);
      ways +=
          call.apply(next) instanceof Transition.Applied applied
              ? walk(applied.call(), rest, lastEnd(applied.events(), told))
              : walk(call, rest, told);
    }
    return ways;
  }

  private static CallEnded lastEnd(List<Record> events, CallEnded before) {
    return events.stream()
        .filter(CallEnded.class::isInstance)
        .map(CallEnded.class::cast)
        .reduce(before, (earlier, later) -> later);
  }

  private static void check(Call call, CallEnded told) {
    CallState now = call.state();
    if (now.over()) {
      assertThat(now.recording().word()).isIn("begun", "missing", "withheld");
    }
    if (!call.facts().contains(APOLOGIZED)) {
      return;
    }
    assertThat(PendingActions.isEnding(call)).isTrue();
    List<LegAction> pending = PendingActions.of(call, false);
    assertThat(pending).extracting(LegAction::kind).isSubsetOf(Kind.HANG_UP, Kind.DROP);
    assertThat(pending.contains(LegAction.of(Kind.HANG_UP, LEAD)))
        .isEqualTo(now.lead() != null && now.lead().open());
    assertThat(pending.contains(LegAction.of(Kind.HANG_UP, AGENT)))
        .as("the apology is heard to its end unless somebody hangs up")
        .isEqualTo(now.agent().open() && now.hangupAskedBy() != null);
    if (now.over()) {
      assertThat(told.outcome()).isEqualTo(CallOutcome.FAILED);
      assertThat(told.cause()).isEqualTo("apology");
      assertThat(told.hungUpBy()).isEqualTo(ReleasingParty.SYSTEM);
      assertThat(told.talkSeconds()).isZero();
      assertThat(told.recordingExpected()).isFalse();
      assertThat(told.legs())
          .filteredOn(leg -> leg.leg() == AGENT)
          .allMatch(leg -> leg.answeredSeconds() == 0);
    }
  }
}
