package dev.ramal.calls.call;

import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.events.Money;
import dev.ramal.events.RouteReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-399 the last order of the agent's leg says which way a call goes")
class RoutesTest {
  private static final Route SECOND =
      new Route(
          Carrier.TELNYX,
          new ConnectionId("connection-2"),
          "+551130002000",
          Money.brl("0.06"),
          RouteReason.ONLY_ONE,
          List.of(),
          "ana",
          null,
          new Route.Instead(Carrier.TWILIO, "20003", "no"));

  @Test
  void shouldGoTheOtherWay() {
    // Given
    Call call = first();

    // When
    Call moved = Calls.after(call, ordered(call));

    // Then
    assertThat(call.details().carrier()).isEqualTo(Carrier.TWILIO);
    assertThat(call.routes()).hasSize(1);
    assertThat(moved.details().carrier()).isEqualTo(Carrier.TELNYX);
    assertThat(moved.details().connectionId()).isEqualTo(SECOND.connectionId());
    assertThat(moved.details().from()).isEqualTo("+551130002000");
    assertThat(moved.details().agentAddress()).isEqualTo("sip:ana@sip.telnyx.com");
    assertThat(moved.details().estimatedCost()).isEqualTo(Money.brl("0.06"));
    assertThat(moved.details().requestedAt()).isEqualTo(Calls.NOON);
    assertThat(moved.state().agent().address()).isEqualTo("sip:ana@sip.telnyx.com");
  }

  @Test
  void shouldNotBeUnclearAnyMoreOnceAnotherWayIsTried() {
    // Given
    Call unclear = Calls.after(first(), fact(AGENT, 1, new FactBody.Unclear("503")));

    // When
    Call moved = Calls.after(unclear, ordered(unclear));
    Call again = Calls.after(moved, fact(AGENT, 4, new FactBody.Unclear("timeout")));

    // Then
    assertThat(unclear.status()).isEqualTo(CallStatus.DIALING_UNKNOWN);
    assertThat(moved.status()).isEqualTo(CallStatus.REQUESTED);
    assertThat(again.status()).isEqualTo(CallStatus.DIALING_UNKNOWN);
  }

  @Test
  void shouldComeToTheSameWhateverIsHeardFirst() {
    // Given
    Call call = first();
    List<Fact> facts =
        new ArrayList<>(
            List.of(
                fact(AGENT, 1, new FactBody.Unclear("503")),
                ordered(call),
                fact(AGENT, 4, new FactBody.Initiated()),
                fact(AGENT, 6, new FactBody.Answered(null))));
    Call inOrder = all(call, facts);

    for (int n = 0; n < 50; n++) {
      // When
      Collections.shuffle(facts, new Random(n));
      Call shuffled = all(call, facts);

      // Then
      assertThat(shuffled.details()).isEqualTo(inOrder.details());
      assertThat(shuffled.state()).isEqualTo(inOrder.state());
    }
  }

  @Test
  @DisplayName("CALL-400 figures are those of the calls, to the unit, kept or not")
  void shouldAddWhatItsLegsCostInOneCurrency() {
    // When
    Call one = Calls.after(first(), fact(AGENT, 9, costed("0.01", "BRL")));
    Call both = Calls.after(one, fact(LEAD, 9, costed("0.12", "BRL")));
    Call mixed = Calls.after(one, fact(LEAD, 9, costed("0.12", "USD")));

    // Then
    assertThat(first().cost()).isEmpty();
    assertThat(one.cost()).contains(Money.brl("0.01"));
    assertThat(both.cost()).contains(Money.brl("0.13"));
    assertThat(mixed.cost()).isEmpty();
  }

  private static FactBody costed(String amount, String currency) {
    return new FactBody.Costed(new BigDecimal(amount), currency, 60);
  }

  private static Call first() {
    CallDetails details = Calls.details(Carrier.TWILIO, false);
    Route route =
        new Route(
            Carrier.TWILIO,
            details.connectionId(),
            details.from(),
            null,
            RouteReason.FIRST,
            List.of(),
            "ana",
            null,
            null);
    return Call.request(Calls.ID, Calls.AURORA, details, route, List.of()).call();
  }

  private static Fact ordered(Call call) {
    return call.orderedAnew("sip:ana@sip.telnyx.com", SECOND, Calls.NOON.plusSeconds(3));
  }

  private static Fact fact(LegName leg, int second, FactBody body) {
    return new Fact(
        body.kind() + second + leg.wire(),
        leg,
        new CarrierCallId("h-" + leg.wire()),
        Calls.NOON.plusSeconds(second),
        null,
        body);
  }

  private static Call all(Call call, List<Fact> facts) {
    Call now = call;
    for (Fact fact : facts) {
      now = Calls.after(now, fact);
    }
    return now;
  }
}
