package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.facts.ParkedFacts.ParkedFact;
import dev.ramal.calls.lifecycle.InboundHandles.Handle;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.FactOrigin;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-183 a caller who hides the number is withheld, whatever the carrier said")
class LegPlacementTest {
  private static final String OURS = "+551130001000";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, withheld",
        "'', withheld",
        "anonymous, withheld",
        "private, withheld",
        "sip:anonymous@anonymous.invalid, withheld",
        "+266696687, withheld",
        "Número privado, withheld",
        "N/A, withheld",
        "+5500000000000, withheld",
        "11912340067, +5511912340067",
        "+5511987654321, +5511987654321",
        "+13055550142, +13055550142",
        "sip:maria@pbx.example, sip:maria@pbx.example"
      })
  void shouldSayWhoCalled(String told, String expected) {
    // Given
    DeliveredFact fact = calling(told);

    // When
    LegPlacement placement =
        new LegPlacement(new HashMap<>(), (tenant, connection, number) -> number.equals(OURS))
            .place(List.of(fact));

    // Then
    Call call = placement.begun().keySet().iterator().next();
    assertThat(call.details().from()).isEqualTo(expected);
    assertThat(call.details().leadNumber()).isEqualTo(expected);
    assertThat(fact.told().parties().from()).isEqualTo(told);
  }

  private static DeliveredFact calling(String from) {
    CarrierCallId leg = new CarrierCallId("leg-1");
    CarrierCallInitiated initiated =
        new CarrierCallInitiated(
            new LegIds(null, null, leg, null),
            new Parties(null, Direction.INBOUND, from, OURS),
            new FactOrigin(
                Carrier.TWILIO, new ConnectionId("c"), Instant.EPOCH, Instant.EPOCH, null, null));
    return DeliveredFact.parked(
        new ParkedFact(
            new Handle(TenantId.of("aurora"), Carrier.TWILIO, leg),
            "e",
            EventTypes.typeOf(CarrierCallInitiated.class),
            EventJson.write(initiated)));
  }
}
