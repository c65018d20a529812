package dev.ramal.messaging.optouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.optouts.OptOut.Said;
import dev.ramal.messaging.optouts.OptOut.Who;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-59 of a stop and a start word the later one counts, in whichever order they come")
class OptOutStateTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Who WHO = new Who(Tenants.AURORA, new Party("+5511987654321"), Channel.SMS);

  @Test
  void shouldNotLetAnOldStartLiftANewerStop() {
    // When
    OptOut standing = OptOut.none(WHO).with(stop(NOON)).with(start(NOON.minusSeconds(60)));
    // Then
    assertThat(standing.isActive()).isTrue();
    assertThat(standing.with(start(NOON.plusSeconds(1))).isActive()).isFalse();
  }

  @Test
  void shouldNotLetAnOldStopCloseWhatANewerStartHasOpened() {
    // When
    OptOut standing = OptOut.none(WHO).with(start(NOON)).with(stop(NOON.minusSeconds(60)));
    // Then
    assertThat(standing.isActive()).isFalse();
    assertThat(standing.with(stop(NOON.minusSeconds(60)))).isEqualTo(standing);
    assertThat(standing.with(stop(NOON.plusSeconds(1))).isActive()).isTrue();
  }

  @Test
  void shouldNotMoveBackWhatWasSaidWhenAnOlderWordFollows() {
    // When
    OptOut stopped =
        OptOut.none(WHO)
            .with(stop(NOON))
            .with(stop(NOON.minusSeconds(60)))
            .with(start(NOON.minusSeconds(30)));
    OptOut started =
        OptOut.none(WHO)
            .with(start(NOON))
            .with(start(NOON.minusSeconds(60)))
            .with(stop(NOON.minusSeconds(30)));
    // Then
    assertThat(stopped.isActive()).isTrue();
    assertThat(started.isActive()).isFalse();
  }

  private static Said stop(Instant at) {
    return new Said(WHO, true, Carrier.TWILIO, "m", "21610", at, null);
  }

  private static Said start(Instant at) {
    return new Said(WHO, false, Carrier.TWILIO, "m", null, at, null);
  }

  @Test
  void shouldUniteWhatWasSaidUnderTwoNames() {
    // Given
    Who other = new Who(Tenants.AURORA, new Party("BR.1"), Channel.SMS);
    OptOut stopped = OptOut.none(other).with(stop(NOON));
    OptOut nothing = OptOut.none(WHO);
    OptOut started = nothing.with(start(NOON.plusSeconds(1)));
    // Then
    assertThat(nothing.and(stopped).isActive()).isTrue();
    assertThat(nothing.and(stopped).who()).isEqualTo(WHO);
    assertThat(started.and(stopped).isActive()).isFalse();
    assertThat(nothing.with(stop(NOON)).and(started).isActive()).isFalse();
    assertThat(stopped.and(nothing)).isEqualTo(stopped);
  }
}
