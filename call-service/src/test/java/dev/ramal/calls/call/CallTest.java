package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.agent;
import static dev.ramal.calls.call.Calls.agentWaiting;
import static dev.ramal.calls.call.Calls.ended;
import static dev.ramal.calls.call.Calls.events;
import static dev.ramal.calls.call.Calls.hungUp;
import static dev.ramal.calls.call.Calls.lead;
import static dev.ramal.calls.call.Calls.requested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.calls.call.Call.Transition;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Leg;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallDenied;
import dev.ramal.events.calls.CallDialed;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallRequested;
import dev.ramal.events.calls.CallRinging;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-02 a call tells what happened, once; corrections raise the revision")
class CallTest {

  @Test
  void shouldTellThatItWasRequestedAndOrderTheAgentLeg() {
    // When
    Transition.Applied asked =
        Call.request(Calls.ID, Calls.AURORA, Calls.details(Carrier.TWILIO, true));

    // Then
    assertThat(asked.events()).singleElement().isInstanceOf(CallRequested.class);
    assertThat(asked.call().status()).isEqualTo(CallStatus.REQUESTED);
    assertThat(asked.call().state().agent().address()).isEqualTo("client:ana");
  }

  @Test
  void shouldTellARefusalOfOursOnlyOnce() {
    // When
    Transition.Applied denied =
        Call.deny(Calls.ID, Calls.AURORA, Calls.details(Carrier.TWILIO, true), "budget", "spent");

    // Then
    assertThat(denied.events()).singleElement().isInstanceOf(CallDenied.class);
    assertThat(denied.call().status()).isEqualTo(CallStatus.DENIED);
  }

  @Test
  void shouldTellEachDialledLegOnce() {
    // When
    Transition first = requested().apply(agent(1, new FactBody.Initiated()));
    Transition second =
        ((Transition.Applied) first).call().apply(agent(1, new FactBody.Accepted("session")));

    // Then
    assertThat(events(first))
        .singleElement()
        .isInstanceOfSatisfying(
            CallDialed.class,
            dialed -> assertThat(dialed.carrierCallId()).isEqualTo(new CarrierCallId("CA-agent")));
    assertThat(events(second)).isEmpty();
  }

  @Test
  void shouldIgnoreRingingAfterAnswer() {
    // Given
    Call answered = after(agentWaiting(), lead(5, new FactBody.Answered(null)));

    // When
    Transition late = answered.apply(lead(4, new FactBody.Ringing()));

    // Then
    assertThat(events(late)).noneMatch(CallRinging.class::isInstance);
    assertThat(((Transition.Applied) late).call().status()).isEqualTo(CallStatus.IN_PROGRESS);
  }

  @Test
  void shouldIgnoreAFactSeenBefore() {
    // Given
    Call answered = after(agentWaiting(), lead(5, new FactBody.Answered(null)));

    // When
    Transition again = answered.apply(lead(5, new FactBody.Answered(null)));

    // Then
    assertThat(again).isEqualTo(new Transition.Ignored("seen before"));
  }

  @Test
  void shouldEndWhenBothLegsAreOver() {
    // Given
    Call talked =
        after(
            agentWaiting(),
            lead(3, new FactBody.Initiated()),
            lead(8, new FactBody.Answered(null)),
            lead(8, new FactBody.Announcing("Olá.", "pt-BR")),
            lead(12, new FactBody.Announced(true, "event-1")),
            lead(12, new FactBody.RecordingBegun("RE1")),
            lead(45, ended(CallOutcome.COMPLETED, 37)));

    // When
    List<Record> events = events(talked.apply(agent(46, ended(CallOutcome.COMPLETED, 44))));

    // Then
    assertThat(talked.status()).isEqualTo(CallStatus.IN_PROGRESS);
    CallEnded end = (CallEnded) events.get(0);
    assertThat(events).hasSize(1);
    assertThat(end.revision()).isZero();
    assertThat(end.outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(end.talkSeconds()).isEqualTo(37);
    assertThat(end.ringSeconds()).isEqualTo(5);
    assertThat(end.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
    assertThat(end.destinationClass()).isEqualTo(DestinationClass.MOBILE_SP_RJ);
    assertThat(end.recordingExpected()).isTrue();
    assertThat(end.endedAt()).isEqualTo(NOON.plusSeconds(45));
    assertThat(end.legs())
        .extracting(
            leg -> leg.leg().wire() + " " + leg.destinationClass() + " " + leg.answeredSeconds())
        .containsExactly("agent softphone 44", "lead mobile-sp-rj 37");
  }

  @Test
  @DisplayName("CALL-06 a number has the class its tariff prices by")
  void shouldNameTheClassOfEachLeg() {
    // Given
    Call talked =
        after(agentWaiting(), lead(3, new FactBody.Initiated()), lead(45, hungUp("callee")));

    // When
    List<Record> events = events(talked.apply(agent(46, hungUp("caller"))));

    // Then
    assertThat(((CallEnded) events.get(0)).legs())
        .extracting(Leg::leg, Leg::destinationClass)
        .containsExactly(
            tuple(LegName.AGENT, DestinationClass.SOFTPHONE),
            tuple(LegName.LEAD, DestinationClass.MOBILE_SP_RJ));
  }

  @Test
  void shouldCorrectTheEndOnceWhenTheAnswerComesLate() {
    // Given
    Call ended =
        after(
            agentWaiting(),
            lead(3, new FactBody.Initiated()),
            lead(45, hungUp("callee")),
            agent(46, hungUp("caller")));
    assertThat(ended.status()).isEqualTo(CallStatus.NO_ANSWER);

    // When
    Transition.Applied late =
        (Transition.Applied) ended.apply(lead(8, new FactBody.Answered(null)));

    // Then
    assertThat(late.events()).hasSize(2);
    assertThat(late.events().get(0)).isInstanceOf(CallAnswered.class);
    CallEnded corrected = (CallEnded) late.events().get(1);
    assertThat(corrected.revision()).isEqualTo(1);
    assertThat(corrected.outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(corrected.talkSeconds()).isEqualTo(37);
    assertThat(late.call().status()).isEqualTo(CallStatus.COMPLETED);
  }

  @Test
  void shouldCorrectTheEndWhenItIsAnnotatedAfterwards() {
    // Given
    Call ended = after(requested(), agent(30, ended(CallOutcome.NO_ANSWER, null)));

    // When
    Transition.Applied annotated = ended.annotate("ligar amanhã", "callback", null);
    Transition.Applied again = annotated.call().annotate("ligar amanhã", "callback", null);

    // Then
    CallEnded corrected = (CallEnded) annotated.events().get(0);
    assertThat(corrected.revision()).isEqualTo(1);
    assertThat(corrected.notes()).isEqualTo("ligar amanhã");
    assertThat(again.events()).isEmpty();
  }

  @Test
  void shouldTellTheCostOfALegOnce() {
    // Given
    FactBody.Costed cost = new FactBody.Costed(new BigDecimal("0.0171"), "USD", 60);

    // When
    Transition first = agentWaiting().apply(lead(50, cost));
    Transition second = ((Transition.Applied) first).call().apply(lead(51, cost));

    // Then
    assertThat(events(first)).singleElement().isInstanceOf(CallCosted.class);
    assertThat(events(second)).isEmpty();
  }

  @Test
  void shouldWaitForTheHandleOfAFactWithoutLeg() {
    // Given
    Fact orphan =
        new Fact(
            "f-1",
            null,
            new CarrierCallId("CA-agent"),
            NOON,
            null,
            new FactBody.Aside("joined", null));

    // When
    Transition early = requested().apply(orphan);
    Transition later = after(requested(), agent(1, new FactBody.Initiated())).apply(orphan);

    // Then
    assertThat(early).isInstanceOf(Transition.NotYet.class);
    assertThat(later).isInstanceOf(Transition.Applied.class);
  }

  @Test
  @DisplayName("CALL-64 a call takes no facts without end, and still ends")
  void shouldTakeNoFactsWithoutEndAndStillEnd() {
    // Given
    Call call = Call.request(Calls.ID, Calls.AURORA, Calls.details(Carrier.TELNYX, false)).call();

    // When
    for (int i = 0; i < 2 * Call.MOST_SIDE_FACTS; i++) {
      Fact digit =
          new Fact(
              "digit-" + i,
              LegName.AGENT,
              null,
              call.details().requestedAt().plusMillis(i),
              null,
              new FactBody.Aside("digits", "menu"));
      if (call.apply(digit) instanceof Transition.Applied applied) {
        call = applied.call();
      }
    }
    Transition ended =
        call.apply(
            new Fact(
                "end",
                LegName.AGENT,
                null,
                call.details().requestedAt().plusSeconds(9),
                null,
                new FactBody.Ended(CallOutcome.COMPLETED, null, null, null, null)));

    // Then
    assertThat(call.facts()).hasSize(Call.MOST_SIDE_FACTS);
    assertThat(ended)
        .isInstanceOfSatisfying(
            Transition.Applied.class,
            applied -> assertThat(applied.call().state().over()).isTrue());
  }

  @Test
  @DisplayName("CALL-122 a cost that nobody can book is kept and told to nobody")
  void shouldTellNoCostOfNobodyKnowsWhat() {
    // Given
    Call dialled = after(requested(), agent(1, new FactBody.Initiated()));

    // When
    Transition nothing =
        dialled.apply(agent(9, new FactBody.Costed(new BigDecimal("0.0000"), null, 0)));
    Transition words =
        dialled.apply(agent(9, new FactBody.Costed(new BigDecimal("0.0100"), "dollars", 60)));
    Transition zero =
        dialled.apply(agent(9, new FactBody.Costed(new BigDecimal("0.0000"), "USD", 0)));

    // Then
    assertThat(events(nothing)).isEmpty();
    assertThat(events(words)).isEmpty();
    assertThat(events(zero)).singleElement().isInstanceOf(CallCosted.class);
  }
}
