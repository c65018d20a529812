package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.twilio.rest.api.v2010.account.Call;
import dev.ramal.calls.call.CallResult;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegStories;
import dev.ramal.calls.carrier.LegStories.Callbacks;
import dev.ramal.carriers.LegEnding;
import dev.ramal.carriers.TwimlEndings;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-120 whichever callback was lost, the call ends the same")
class TwilioStoriesTest {
  private static final int SECONDS = 95;

  static Stream<Arguments> endings() {
    List<Arguments> endings = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (String status : List.of("completed", "busy", "no-answer", "failed", "canceled")) {
        endings.add(Arguments.of(direction, status));
      }
    }
    return endings.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("endings")
  void shouldTellOneStory(Direction direction, String status) {
    // Given
    boolean answered = status.equals("completed");
    LegEnding ending = LegEnding.of(TwimlEndings.outcomeOrNull(status));
    Integer counted = answered ? SECONDS : null;
    LegReport report = TwilioLegReport.of(resource(status, answered ? SECONDS : 0));
    CallResult whole =
        new Callbacks()
            .begun()
            .answered(!answered)
            .ended(ending, counted, false)
            .result(Carrier.TWILIO, direction);

    // When
    CallResult withoutAnswer =
        new Callbacks()
            .begun()
            .ended(ending, counted, false)
            .resultAfterAsking(Carrier.TWILIO, direction, report);
    CallResult withoutEnd =
        new Callbacks()
            .begun()
            .answered(!answered)
            .resultAfterAsking(Carrier.TWILIO, direction, report);
    CallResult withoutBoth =
        new Callbacks().begun().resultAfterAsking(Carrier.TWILIO, direction, report);

    // Then
    for (CallResult told : List.of(withoutAnswer, withoutEnd, withoutBoth)) {
      assertThat(told.outcome()).isEqualTo(whole.outcome());
      assertThat(told.cause()).isEqualTo(whole.cause());
      assertThat(told.hungUpBy()).isEqualTo(whole.hungUpBy());
      assertThat(told.talkSeconds()).isEqualTo(whole.talkSeconds()).isEqualTo(answered ? 95 : 0);
    }
  }

  @Test
  @DisplayName("CALL-121 an answer that was learned late is set when it was")
  void shouldSetALostAnswerByTheSecondsThatWereCounted() {
    // Given
    LegReport talking = TwilioLegReport.of(resource("in-progress", 0));
    LegEnding ending = LegEnding.of(TwimlEndings.outcomeOrNull("completed"));

    // When
    CallResult late =
        new Callbacks()
            .begun()
            .asked(talking, Instant.parse("2026-11-03T14:01:20Z"))
            .ended(ending, SECONDS, false)
            .result(Carrier.TWILIO, Direction.OUTBOUND);

    // Then
    assertThat(late.ringSeconds()).isEqualTo(8);
    assertThat(late.talkSeconds()).isEqualTo(SECONDS);
  }

  private static Call resource(String status, int seconds) {
    String ended =
        status.equals("in-progress") ? "null" : "\"%s\"".formatted(rfc(LegStories.ENDED));
    return Call.fromJson(
        """
        {"sid": "%s", "status": "%s", "duration": "%d", "end_time": %s}
        """
            .formatted(LegStories.HANDLE, status, seconds, ended),
        new ObjectMapper().registerModule(new JavaTimeModule()));
  }

  /** Whole seconds, as Twilio writes them. */
  private static String rfc(Instant at) {
    return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
        .format(at.atOffset(ZoneOffset.UTC));
  }
}
