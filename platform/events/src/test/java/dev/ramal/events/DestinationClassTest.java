package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationClassTest {
  @Test
  void shouldKeepTheWordsThatAreWrittenDownEverywhere() {
    // When
    List<String> words =
        List.of(
                DestinationClass.LANDLINE,
                DestinationClass.MOBILE,
                DestinationClass.MOBILE_SP_RJ,
                DestinationClass.LANDLINE_SHARED_COST,
                DestinationClass.LANDLINE_PREMIUM,
                DestinationClass.TOLL_FREE,
                DestinationClass.WITHHELD,
                DestinationClass.SOFTPHONE,
                DestinationClass.INTERNATIONAL.in("US"),
                DestinationClass.SMS_NATIONAL,
                DestinationClass.SMS_INTERNATIONAL.in("PT"),
                DestinationClass.WHATSAPP,
                DestinationClass.WHATSAPP.in("001"))
            .stream()
            .map(DestinationClass::word)
            .toList();

    // Then
    assertThat(words)
        .containsExactly(
            "landline",
            "mobile",
            "mobile-sp-rj",
            "landline-shared-cost",
            "landline-premium",
            "toll-free",
            "withheld",
            "softphone",
            "international-US",
            "sms-national",
            "sms-international-PT",
            "whatsapp",
            "whatsapp-001");
  }

  @Test
  void shouldBeABareWordInJson() throws JsonProcessingException {
    // Given
    Use use = new Use(DestinationClass.MOBILE_SP_RJ, null);

    // When
    String json = EventJson.write(use);

    // Then
    assertThat(json).isEqualTo("{\"destinationClass\":\"mobile-sp-rj\"}");
    assertThat(EventJson.read(json, Use.class)).isEqualTo(use);
  }

  @Test
  void shouldKeepAWordItDoesNotKnow() {
    // When
    Use use = EventJson.read("{\"destinationClass\":\"satellite\"}", Use.class);

    // Then
    assertThat(use.destinationClass()).isEqualTo(new DestinationClass("satellite"));
  }

  @Test
  void shouldLieWithinItselfAndWhatStandsBeforeADash() {
    // Given
    DestinationClass saoPaulo = DestinationClass.MOBILE_SP_RJ;

    // When
    boolean itself = saoPaulo.isWithin(DestinationClass.MOBILE_SP_RJ);
    boolean wider = saoPaulo.isWithin(DestinationClass.MOBILE);
    boolean narrower = DestinationClass.MOBILE.isWithin(saoPaulo);
    boolean cutOff = saoPaulo.isWithin(new DestinationClass("mob"));

    // Then
    assertThat(List.of(itself, wider, narrower, cutOff)).containsExactly(true, true, false, false);
  }

  private record Use(DestinationClass destinationClass, DestinationClass other) {}
}
