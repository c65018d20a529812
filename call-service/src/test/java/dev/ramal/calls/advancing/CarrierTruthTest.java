package dev.ramal.calls.advancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegName;
import dev.ramal.calls.call.Said;
import dev.ramal.calls.call.Verdict;
import dev.ramal.calls.carrier.LegStatus;
import dev.ramal.calls.carrier.LegTruth;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-25 a silent call is closed with the carrier's true times")
class CarrierTruthTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final Instant VISIT = NOON.plusSeconds(900);

  @Test
  void shouldEndAtTheLastProvenTimeWhenTheCarrierTellsNone() {
    // Given
    Call call = after(accepted(), leg("answered", 5, new Said.Answered(null)));

    // When
    List<Fact> facts = facts(call, truth(LegStatus.ENDED, null, null));

    // Then
    assertThat(facts).singleElement().extracting(Fact::at).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void shouldNotEndBeforeAnAnswerThatIsToldWithTheEnd() {
    // When
    List<Fact> facts = facts(accepted(), truth(LegStatus.ENDED, NOON.plusSeconds(60), null));

    // Then
    assertThat(facts)
        .extracting(Fact::at)
        .containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(60));
  }

  @Test
  void shouldTakeTheCarriersTimesWhereItTellsThem() {
    // When
    List<Fact> facts =
        facts(accepted(), truth(LegStatus.COMPLETED, NOON.plusSeconds(7), NOON.plusSeconds(67)));

    // Then
    assertThat(facts)
        .extracting(Fact::at)
        .containsExactly(NOON.plusSeconds(7), NOON.plusSeconds(67));
  }

  @Test
  void shouldTakeALegInProgressForAnswered() {
    // When
    List<Fact> facts = facts(accepted(), truth(LegStatus.IN_PROGRESS, null, null));

    // Then
    assertThat(facts).singleElement().extracting(Fact::said).isEqualTo(new Said.Answered(null));
  }

  @Test
  void shouldTakeALivingLegWithATimeOfAnswerForAnswered() {
    // When
    List<Fact> facts = facts(accepted(), truth(LegStatus.ALIVE, NOON.plusSeconds(7), null));

    // Then
    assertThat(facts).singleElement().extracting(Fact::at).isEqualTo(NOON.plusSeconds(7));
  }

  private static List<Fact> facts(Call call, LegTruth truth) {
    return CarrierTruth.facts(call, LegName.AGENT, truth, VISIT);
  }

  private static LegTruth truth(LegStatus status, Instant answered, Instant ended) {
    return new LegTruth("v3:agent", status, null, answered, ended, null, null);
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
            "connection-1",
            false,
            null,
            null,
            null,
            NOON);
    CallId id = CallId.of("0195a1b2-0000-7000-8000-000000000001");
    Call call = Call.request(id, TenantId.of("aurora"), details).call();
    return after(call, leg("accepted", 1, new Said.Accepted(null)));
  }

  private static Fact leg(String id, int second, Said said) {
    return new Fact(id, LegName.AGENT, "v3:agent", NOON.plusSeconds(second), null, said);
  }

  private static Call after(Call call, Fact fact) {
    return ((Verdict.Applied) call.apply(fact)).call();
  }
}
