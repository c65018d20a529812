package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CarrierBodies.Aside;
import dev.ramal.calls.call.Fact;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferTargetTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final TransferRequest TO_AGENT = new TransferRequest(null, "gil", null);
  private static final TransferRequest TO_NUMBER =
      new TransferRequest("+5511987650299", null, null);

  @Test
  @DisplayName("CALL-476 no agent takes over what a number took over, as no guard would see it")
  void shouldNotComeBackToAnAgent() {
    // Given
    Call ours = call(List.of());
    Call away =
        call(
            List.of(
                new Fact(
                    Aside.HANDED_OVER,
                    LegName.agent(2),
                    null,
                    NOON,
                    null,
                    new Aside(Aside.HANDED_OVER, null))));

    // When
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> TransferTarget.checkBack(away, TO_AGENT));

    // Then
    assertThat(refused).hasMessageContaining("handed over to a number");
    assertThatCode(() -> TransferTarget.checkBack(away, TO_NUMBER)).doesNotThrowAnyException();
    assertThatCode(() -> TransferTarget.checkBack(ours, TO_AGENT)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "+5511987654321, +5511987654321, -, +5511987654321, to",
        "+551187654321, +5511987654321, -, +5511987654321, to",
        "+5511987654321, -, gil, +5511987654321, agentId",
        "+5511987654321, +5511987650299, -, +5511987650299, -",
        "+5511987654321, -, gil, sip:gil@example.com, -",
        "withheld, +5511987654321, -, +5511987654321, -"
      })
  @DisplayName("CALL-807 a lead is never rung to take over the own call")
  void shouldNotRingTheLeadASecondTime(
      String caller, String to, String agent, String address, String field) {
    // Given
    Call call = call(caller, List.of());
    TransferRequest request = new TransferRequest(to, agent, null);

    // When
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> TransferTarget.checkOther(call, request, address));

    // Then
    if (field == null) {
      assertThat(refused).isNull();
    } else {
      assertThat(refused.problem().status() + " " + refused.problem().code())
          .isEqualTo("409 CALLS-0277");
      assertThat(refused.problem().errors()).extracting("field").containsExactly(field);
    }
  }

  private static Call call(List<Fact> facts) {
    return call("+5511987654321", facts);
  }

  private static Call call(String caller, List<Fact> facts) {
    CallDetails details =
        new CallDetails(
            null,
            null,
            null,
            Direction.INBOUND,
            caller,
            "+551130001000",
            null,
            null,
            null,
            null,
            Carrier.TWILIO,
            new ConnectionId("connection-1"),
            false,
            null,
            null,
            null,
            NOON);
    return new Call(
        CallId.of("0195a1b2-0000-7000-8000-000000000001"),
        TenantId.of("aurora"),
        details,
        facts,
        Call.NEVER_ENDED);
  }
}
