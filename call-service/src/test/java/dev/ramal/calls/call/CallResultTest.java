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

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventSchema;
import dev.ramal.events.EventTypes;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.calls.CallDialed;
import dev.ramal.events.calls.CallEnded;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-03 the lead decides the outcome, else the agent says why")
class CallResultTest {

  @Test
  void shouldCancelWhenTheAgentNeverAnswers() {
    // When
    CallResult result =
        after(requested(), agent(30, ended(CallOutcome.NO_ANSWER, null))).state().result();

    // Then
    assertThat(result.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(result.cause()).isEqualTo("agent-no-answer");
    assertThat(result.hungUpBy()).isEqualTo(ReleasingParty.SYSTEM);
  }

  @Test
  void shouldCancelByTheAgentWhenTheAgentDeclines() {
    // When
    CallResult result =
        after(requested(), agent(3, ended(CallOutcome.BUSY, null))).state().result();

    // Then
    assertThat(result.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(result.hungUpBy()).isEqualTo(ReleasingParty.AGENT);
  }

  @Test
  void shouldFailWhenTheCarrierRefusesTheAgentLeg() {
    // When
    CallResult result =
        after(requested(), agent(1, new FactBody.Refused("21210", "not your number")))
            .state()
            .result();

    // Then
    assertThat(result.outcome()).isEqualTo(CallOutcome.FAILED);
    assertThat(result.cause()).isEqualTo("caller-id-refused");
    assertThat(result.carrierCause()).isEqualTo("21210");
  }

  @ParameterizedTest
  @CsvSource({
    "21211, agent-invalid-number",
    "13225, agent-blocked",
    "user_busy, agent-busy",
    "call_rejected, agent-rejected",
    "timeout, agent-no-answer",
    "21212, caller-id-refused",
    "20003, failed",
    "too-late, too-late",
    "no-clear-answer, no-clear-answer"
  })
  void shouldSayThatItWasTheAgentsPhoneThatWasNotReached(String code, String cause) {
    // When
    CallResult result =
        after(requested(), agent(1, new FactBody.Refused(code, "no"))).state().result();

    // Then
    assertThat(result.outcome()).isEqualTo(CallOutcome.FAILED);
    assertThat(result.cause()).isEqualTo(cause);
  }

  @Test
  void shouldCancelWhenTheLeadLegWasDroppedBeforeItWasSent() {
    // When
    CallResult result =
        after(
                agentWaiting(),
                agent(3, ended(CallOutcome.COMPLETED, 1)),
                lead(3, new FactBody.Dropped("the agent left")))
            .state()
            .result();

    // Then
    assertThat(result.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(result.cause()).isEqualTo("agent-left");
    assertThat(result.ringSeconds()).isZero();
  }

  @Test
  void shouldCancelWhenSomebodyHungUpWhileItRang() {
    // When
    CallResult result =
        after(
                agentWaiting(),
                lead(3, new FactBody.Initiated()),
                Calls.fact(null, 9, new FactBody.HangupAsked(ReleasingParty.AGENT)),
                lead(10, ended(CallOutcome.NO_ANSWER, null)),
                agent(10, ended(CallOutcome.COMPLETED, 8)))
            .state()
            .result();

    // Then
    assertThat(result.outcome()).isEqualTo(CallOutcome.CANCELED);
    assertThat(result.hungUpBy()).isEqualTo(ReleasingParty.AGENT);
    assertThat(result.ringSeconds()).isEqualTo(7);
  }

  @Test
  void shouldNameTheAgentWhenTheAgentLegEndsByItsOwnEnd() {
    // When
    CallResult result =
        after(
                agentWaiting(),
                lead(3, new FactBody.Initiated()),
                lead(5, new FactBody.Answered(null)),
                agent(20, hungUp("callee")),
                lead(20, hungUp("caller")))
            .state()
            .result();

    // Then
    assertThat(result.hungUpBy()).isEqualTo(ReleasingParty.AGENT);
  }

  @Test
  void shouldNameTheLeadWhenBothLegsEndInTheSameSecondAndNobodyAsked() {
    // When
    CallResult result =
        after(
                agentWaiting(),
                lead(5, new FactBody.Answered(null)),
                agent(42, ended(CallOutcome.COMPLETED, 40)),
                lead(42, ended(CallOutcome.COMPLETED, 37)))
            .state()
            .result();

    // Then
    assertThat(result.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
  }

  @Test
  void shouldRoundComputedTalkTimeUpAsCarriersBill() {
    // Given
    Fact answered =
        new Fact(
            "a",
            LegName.LEAD,
            new CarrierCallId("CA-lead"),
            NOON.plusMillis(5_020),
            null,
            new FactBody.Answered(null));
    Fact end =
        new Fact(
            "e",
            LegName.LEAD,
            new CarrierCallId("CA-lead"),
            NOON.plusMillis(42_499),
            null,
            hungUp("callee"));

    // When
    Call call = after(agentWaiting(), answered, end, agent(43, hungUp("caller")));

    // Then
    assertThat(call.state().result().talkSeconds()).isEqualTo(38);
  }

  @Test
  void shouldPreferTheSecondsTheCarrierCounts() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(5, new FactBody.Answered(null)),
            lead(43, ended(CallOutcome.COMPLETED, 37)),
            agent(43, hungUp("caller")));

    // Then
    assertThat(call.state().result().talkSeconds()).isEqualTo(37);
  }

  @Test
  @DisplayName("CALL-222 the end of a call that nobody of ours took keeps its schema")
  void shouldKeepTheSchemaWithoutAnAgent() {
    // Given
    Call rang = Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound());

    // When
    List<Record> told =
        Calls.events(rang.apply(Calls.lead(9, Calls.ended(CallOutcome.NO_ANSWER, null))));

    // Then
    assertThat(told)
        .hasAtLeastOneElementOfType(CallEnded.class)
        .allMatch(e -> EventSchema.isKept(EventTypes.typeOf(e.getClass()), EventJson.write(e)));
  }

  @Test
  @DisplayName("CALL-128 a caller who only heard an apology is a missed call")
  void shouldMissTheCallOfACallerWhoHeardAnApology() {
    // Given
    Call rang = Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound());

    // When
    Call call =
        after(
            rang,
            lead(0, new FactBody.Initiated()),
            lead(1, new FactBody.Apologized()),
            lead(2, new FactBody.Answered(null)),
            lead(14, ended(CallOutcome.COMPLETED, 12)));

    // Then
    CallResult result = call.state().result();
    assertThat(result.outcome()).isEqualTo(CallOutcome.NO_ANSWER);
    assertThat(result.cause()).isEqualTo("apology");
    assertThat(result.talkSeconds()).isZero();
    assertThat(result.hungUpBy()).isNull();
    assertThat(call.state().answeredAt()).isNull();
    assertThat(call.state().lead().answeredSeconds()).isZero();
  }

  @Test
  @DisplayName("CALL-128 a caller who only heard an apology is a missed call")
  void shouldFailTheCallOfALeadWhoHeardAnApology() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(3, new FactBody.Initiated()),
            lead(5, new FactBody.Answered(null)),
            lead(5, new FactBody.Apologized()),
            lead(15, ended(CallOutcome.COMPLETED, 10)),
            agent(15, ended(CallOutcome.COMPLETED, 13)));

    // Then
    assertThat(call.state().result().outcome()).isEqualTo(CallOutcome.FAILED);
    assertThat(call.state().result().cause()).isEqualTo("apology");
    assertThat(call.state().result().talkSeconds()).isZero();
  }

  @Test
  @DisplayName("CALL-128 a caller who only heard an apology is a missed call")
  void shouldNotMissWhomTheSecondAnswerJoined() {
    // When
    Call call =
        after(
            agentWaiting(),
            lead(5, new FactBody.Answered(null)),
            lead(5, new FactBody.Apologized()),
            lead(6, new FactBody.Conferenced("CF1")),
            lead(42, ended(CallOutcome.COMPLETED, 37)),
            agent(43, hungUp("caller")));

    // Then
    assertThat(call.state().result().talkSeconds()).isEqualTo(37);
  }

  @Test
  @DisplayName(
      "CALL-135 a caller who hung up in a queue is a missed call; one who was taken is not")
  void shouldMissTheCallOfACallerWhoHungUpWaiting() {
    // Given
    Call rang =
        after(
            Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound()),
            lead(0, new FactBody.Initiated()),
            lead(2, new FactBody.Answered(null)));

    // When
    Call gone =
        after(
            rang,
            lead(40, new FactBody.QueueLeft("hangup")),
            lead(40, ended(CallOutcome.COMPLETED, 38)));
    Call taken =
        after(
            rang,
            lead(40, new FactBody.Dequeued("bridged")),
            lead(60, new FactBody.QueueLeft("hangup")),
            lead(60, ended(CallOutcome.COMPLETED, 58)));
    Call onwards =
        after(
            rang,
            lead(40, new FactBody.QueueLeft("redirected")),
            lead(60, ended(CallOutcome.COMPLETED, 58)));

    // Then
    assertThat(gone.state().result().outcome()).isEqualTo(CallOutcome.NO_ANSWER);
    assertThat(gone.state().result().cause()).isEqualTo("abandoned");
    assertThat(gone.state().result().talkSeconds()).isZero();
    assertThat(taken.state().result().talkSeconds()).isEqualTo(58);
    assertThat(onwards.state().result().talkSeconds()).isEqualTo(58);
  }

  @Test
  @DisplayName("CALL-175 a caller known by the last callback alone called before it was answered")
  void shouldBeginNoLaterThanTheCountedSecondsSay() {
    // Given
    Call unknown = Call.inbound(Calls.ID, Calls.AURORA, endedAt(60));

    // When
    Transition.Applied last = applied(unknown, lead(60, ended(CallOutcome.COMPLETED, 58)));
    Transition.Applied answer = applied(last.call(), lead(3, new FactBody.Answered(null)));
    Transition.Applied first = applied(answer.call(), lead(0, new FactBody.Initiated()));

    // Then
    CallDialed dialed = (CallDialed) last.events().get(0);
    assertThat(dialed.dialedAt()).isEqualTo(NOON.plusSeconds(2));
    CallEnded told = (CallEnded) last.events().get(last.events().size() - 1);
    assertThat(told.startedAt()).isEqualTo(told.answeredAt()).isEqualTo(NOON.plusSeconds(2));
    CallEnded corrected = (CallEnded) first.events().get(first.events().size() - 1);
    assertThat(corrected.revision()).isGreaterThan(told.revision());
    assertThat(corrected.startedAt()).isEqualTo(NOON);
  }

  @Test
  @DisplayName("CALL-176 who calls us dials our number")
  void shouldSayThatACallerDialledOurNumber() {
    // When
    Transition.Applied rang =
        applied(
            Call.inbound(Calls.ID, Calls.AURORA, Calls.inbound()),
            lead(0, new FactBody.Initiated()));

    // Then
    CallDialed dialed = (CallDialed) rang.events().get(0);
    assertThat(dialed.from()).isEqualTo("+5511987654321");
    assertThat(dialed.to()).isEqualTo("+551130001000");
  }

  private static CallDetails endedAt(int second) {
    CallDetails d = Calls.inbound();
    return new CallDetails(
        null,
        null,
        null,
        d.direction(),
        d.from(),
        d.to(),
        null,
        null,
        null,
        null,
        d.carrier(),
        d.connectionId(),
        false,
        null,
        null,
        null,
        NOON.plusSeconds(second));
  }

  private static Transition.Applied applied(Call call, Fact fact) {
    return (Transition.Applied) call.apply(fact);
  }
}
