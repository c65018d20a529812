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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-59 of a stop and a start word the later one counts, in whichever order they come")
class OptOutStateTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(3600);
  private static final Who WHO = new Who(Tenants.AURORA, new Party("+5511987654321"), Channel.SMS);

  @Test
  void shouldNotLetAnOldStartLiftANewerStop() {
    // When
    OptOut standing =
        OptOut.none(WHO).with(stop(NOON), LATER).with(start(NOON.minusSeconds(60)), LATER);
    // Then
    assertThat(standing.isActive()).isTrue();
    assertThat(standing.with(start(NOON.plusSeconds(1)), LATER).isActive()).isFalse();
  }

  @Test
  void shouldNotLetAnOldStopCloseWhatANewerStartHasOpened() {
    // When
    OptOut standing =
        OptOut.none(WHO).with(start(NOON), LATER).with(stop(NOON.minusSeconds(60)), LATER);
    // Then
    assertThat(standing.isActive()).isFalse();
    assertThat(standing.with(stop(NOON.minusSeconds(60)), LATER)).isEqualTo(standing);
    assertThat(standing.with(stop(NOON.plusSeconds(1)), LATER).isActive()).isTrue();
  }

  @Test
  void shouldNotMoveBackWhatWasSaidWhenAnOlderWordFollows() {
    // When
    OptOut stopped =
        OptOut.none(WHO)
            .with(stop(NOON), LATER)
            .with(stop(NOON.minusSeconds(60)), LATER)
            .with(start(NOON.minusSeconds(30)), LATER);
    OptOut started =
        OptOut.none(WHO)
            .with(start(NOON), LATER)
            .with(start(NOON.minusSeconds(60)), LATER)
            .with(stop(NOON.minusSeconds(30)), LATER);
    // Then
    assertThat(stopped.isActive()).isTrue();
    assertThat(started.isActive()).isFalse();
  }

  @ParameterizedTest(name = "in {0} s from now, then out {1} s: at {2} s")
  @CsvSource({"300, 0, 300", "300, -60, 300", "300, 200, 200", "300, 400, 400", "-60, 0, 0"})
  @DisplayName("MSG-424 an opt-out is not outlasted by an opt-in that is ahead of our clock")
  void shouldNotOutlastAnOptOutByAnOptInThatIsAhead(int in, int out, int expected) {
    // Given
    OptOut before = OptOut.none(WHO).with(stop(NOON.minusSeconds(90)), NOON);
    OptOut ahead = before.with(start(NOON.plusSeconds(in)), NOON);
    // When
    OptOut standing = ahead.with(stop(NOON.plusSeconds(out)), NOON);
    // Then
    assertThat(ahead.isActive()).isFalse();
    assertThat(standing.outAt()).isEqualTo(NOON.plusSeconds(expected));
    assertThat(standing.isActive()).isEqualTo(expected >= in);
    assertThat(ahead.with(stop(NOON.minusSeconds(90)), NOON)).as("told again").isEqualTo(ahead);
    assertThat(standing.with(start(NOON.plusSeconds(401)), NOON).isActive()).isFalse();
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
    OptOut stopped = OptOut.none(other).with(stop(NOON), LATER);
    OptOut nothing = OptOut.none(WHO);
    OptOut started = nothing.with(start(NOON.plusSeconds(1)), LATER);
    // Then
    assertThat(nothing.and(stopped).isActive()).isTrue();
    assertThat(nothing.and(stopped).who()).isEqualTo(WHO);
    assertThat(started.and(stopped).isActive()).isFalse();
    assertThat(nothing.with(stop(NOON), LATER).and(started).isActive()).isFalse();
    assertThat(stopped.and(nothing)).isEqualTo(stopped);
  }
}
