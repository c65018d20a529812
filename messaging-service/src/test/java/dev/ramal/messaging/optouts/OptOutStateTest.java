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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the last word is out, 0 600 out; 60 600 in; 60 -5 out, true",
    "the last word is out by a clock a little ahead, 0 600 in; 60 1 out, true",
    "the last word is out though it comes first, 0 600 in; 0 -1 out, true",
    "a start within the lead of a stop is not sure, 0 600 out; 60 0 in, true",
    "a clock a year ahead stops for minutes, 0 31536000 out; 1000 0 in, false",
    "a clock a year ahead starts, 0 31536000 in; 60 0 out, true",
    "and for minutes, 0 31536000 in; 1000 0 out; 60 0 in, false",
    "two words by the clock that is ahead, 0 600 out; 60 600 in, false",
    "an older stop comes late, 0 0 in; 60 -90 out, false",
    "an older start comes late, 0 0 out; 60 -90 in, true"
  })
  @DisplayName("MSG-424 no clock that is ahead of ours lets a start outlast a stop after it")
  void shouldLetAStopHoldWhereAClockIsAhead(String what, String words, boolean stopped) {
    // Given
    OptOut standing = OptOut.none(WHO).with(stop(NOON.minusSeconds(3600)), NOON);
    Instant now = NOON;
    // When
    for (String word : words.split("; ")) {
      String[] said = word.split(" ");
      now = now.plusSeconds(Long.parseLong(said[0]));
      Instant at = now.plusSeconds(Long.parseLong(said[1]));
      standing = standing.with(said[2].equals("out") ? stop(at) : start(at), now);
    }
    // Then
    assertThat(standing.isActive()).isEqualTo(stopped);
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
    assertThat(nothing.and(stopped, LATER).isActive()).isTrue();
    assertThat(nothing.and(stopped, LATER).who()).isEqualTo(WHO);
    assertThat(started.and(stopped, LATER).isActive()).isFalse();
    assertThat(nothing.with(stop(NOON), LATER).and(started, LATER).isActive()).isFalse();
    assertThat(stopped.and(nothing, LATER)).isEqualTo(stopped);
    // And an opt-in of the one that is ahead of our clock ends no opt-out of the other
    assertThat(started.and(stopped, NOON).isActive()).isTrue();
    assertThat(stopped.and(started, NOON).isActive()).isTrue();
    assertThat(started.and(OptOut.none(other), NOON)).isEqualTo(started);
  }
}
