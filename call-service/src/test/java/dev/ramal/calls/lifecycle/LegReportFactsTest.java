package dev.ramal.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-25 a stale call is closed with the carrier's true times")
class LegReportFactsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final Instant VISIT = NOON.plusSeconds(900);

  @Test
  void shouldEndAtTheLastProvenTimeWhenTheCarrierTellsNone() {
    // Given
    Call call = after(accepted(), leg("answered", 5, new FactBody.Answered(null)));

    // When
    List<Fact> facts = facts(call, report(LegStatus.ENDED, null, null));

    // Then
    assertThat(facts).singleElement().extracting(Fact::at).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void shouldNotEndBeforeAnAnswerThatIsToldWithTheEnd() {
    // When
    List<Fact> facts = facts(accepted(), report(LegStatus.ENDED, NOON.plusSeconds(60), null));

    // Then
    assertThat(facts)
        .extracting(Fact::at)
        .containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(60));
  }

  @Test
  void shouldTakeTheCarriersTimesWhereItTellsThem() {
    // When
    List<Fact> facts =
        facts(accepted(), report(LegStatus.ENDED, NOON.plusSeconds(7), NOON.plusSeconds(67)));

    // Then
    assertThat(facts)
        .extracting(Fact::at)
        .containsExactly(NOON.plusSeconds(7), NOON.plusSeconds(67));
  }

  @Test
  void shouldTakeALegInProgressForAnswered() {
    // When
    List<Fact> facts = facts(accepted(), report(LegStatus.IN_PROGRESS, null, null));

    // Then
    assertThat(facts).singleElement().extracting(Fact::body).isEqualTo(new FactBody.Answered(null));
  }

  @Test
  void shouldTakeALivingLegWithATimeOfAnswerForAnswered() {
    // When
    List<Fact> facts = facts(accepted(), report(LegStatus.ALIVE, NOON.plusSeconds(7), null));

    // Then
    assertThat(facts).singleElement().extracting(Fact::at).isEqualTo(NOON.plusSeconds(7));
  }

  @Test
  @DisplayName("CALL-670 an agent who outlives our apology at the carrier is hung up")
  void shouldHangUpWhoOutlivesOurApology() {
    // Given
    Call call = accepted();
    Call unattended = after(call, leg("apology", 9, new FactBody.Apologized()));
    LegReport lives = report(LegStatus.IN_PROGRESS, NOON.plusSeconds(7), null);
    LegReport ended = report(LegStatus.ENDED, NOON.plusSeconds(7), NOON.plusSeconds(20));

    // When
    List<Fact> letGo = LegReportFacts.letGo(unattended, LegName.AGENT, lives, VISIT);

    // Then
    assertThat(letGo)
        .singleElement()
        .extracting(Fact::body)
        .isEqualTo(new FactBody.HangupAsked(ReleasingParty.SYSTEM));
    assertThat(LegReportFacts.letGo(unattended, LegName.AGENT, ended, VISIT)).isEmpty();
    assertThat(LegReportFacts.letGo(call, LegName.AGENT, lives, VISIT)).isEmpty();
    assertThat(PendingActions.of(unattended, false)).isEmpty();
    assertThat(PendingActions.of(after(unattended, letGo.get(0)), false))
        .containsExactly(LegAction.of(LegAction.Kind.HANG_UP, LegName.AGENT));
  }

  private static List<Fact> facts(Call call, LegReport report) {
    return LegReportFacts.facts(call, LegName.AGENT, report, VISIT);
  }

  private static LegReport report(LegStatus status, Instant answered, Instant ended) {
    return new LegReport(
        new CarrierCallId("v3:agent"), status, null, answered, ended, null, null, null);
  }

  private static Call accepted() {
    CallDetails details =
        new CallDetails(
            "ana",
            "Ana",
            "sip:ana",
            Direction.OUTBOUND,
            "+551130001000",
            "+5511987654321",
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
    CallId id = CallId.of("0195a1b2-0000-7000-8000-000000000001");
    Call call = Call.request(id, TenantId.of("aurora"), details).call();
    return after(call, leg("accepted", 1, new FactBody.Accepted(null)));
  }

  private static Fact leg(String id, int second, FactBody body) {
    return new Fact(
        id, LegName.AGENT, new CarrierCallId("v3:agent"), NOON.plusSeconds(second), null, body);
  }

  private static Call after(Call call, Fact fact) {
    return ((Transition.Applied) call.apply(fact)).call();
  }
}
