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

  private static Call call(List<Fact> facts) {
    CallDetails details =
        new CallDetails(
            null,
            null,
            null,
            Direction.INBOUND,
            "+5511987654321",
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
