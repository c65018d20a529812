package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.DestinationClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final DestinationClass SP = DestinationClass.MOBILE_SP_RJ;

  @Test
  void shouldCoverWhatItNamesAndWhatIsBelow() {
    // Given
    Coverage mobiles =
        new Coverage(
            Meter.VOICE_MINUTE,
            "lead",
            List.of(DestinationClass.LANDLINE, DestinationClass.MOBILE));

    // Then
    assertThat(mobiles.covers(Meter.VOICE_MINUTE, "lead", SP)).isTrue();
    assertThat(mobiles.covers(Meter.MESSAGE_SEGMENT, "lead", SP)).isFalse();
    assertThat(mobiles.covers(Meter.VOICE_MINUTE, "agent", SP)).isFalse();
    assertThat(mobiles.covers(Meter.VOICE_MINUTE, null, SP)).isFalse();
    assertThat(mobiles.covers(Meter.VOICE_MINUTE, "lead", DestinationClass.TOLL_FREE)).isFalse();
    assertThat(mobiles.covers(Meter.VOICE_MINUTE, "lead", null)).isFalse();
  }

  @Test
  void shouldCoverEverythingOfItsMeterWhereItNamesNothing() {
    // Given
    Coverage minutes = new Coverage(Meter.VOICE_MINUTE, null, null);

    // Then
    assertThat(minutes.covers(Meter.VOICE_MINUTE, "agent", SP)).isTrue();
    assertThat(minutes.covers(Meter.VOICE_MINUTE, null, null)).isTrue();
    assertThat(minutes.covers(Meter.NUMBER_MONTH, null, null)).isFalse();
  }
}
