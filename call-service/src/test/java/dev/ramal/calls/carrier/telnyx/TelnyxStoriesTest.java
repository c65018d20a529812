package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.calls.call.CallResult;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegStories;
import dev.ramal.calls.carrier.LegStories.Callbacks;
import dev.ramal.calls.carrier.telnyx.EventRecord.CallEvent;
import dev.ramal.carriers.LegEnding;
import dev.ramal.carriers.telnyx.TelnyxEndings;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-120 whichever callback was lost, the call ends the same")
class TelnyxStoriesTest {
  private static final List<String> CAUSES =
      List.of(
          "normal_clearing",
          "time_limit",
          "user_busy",
          "timeout",
          "no_answer",
          "originator_cancel",
          "call_rejected",
          "not_found",
          "unspecified",
          "something_new");
  private static final List<String> SOURCES = List.of("caller", "callee", "unknown");

  static Stream<Arguments> endings() {
    List<Arguments> endings = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (String cause : CAUSES) {
        for (String source : SOURCES) {
          for (String sip : List.of("403", "486", "unspecified")) {
            endings.add(Arguments.of(direction, false, cause, source, sip));
            if (mayFollowAnAnswer(cause)) {
              endings.add(Arguments.of(direction, true, cause, source, sip));
            }
          }
        }
      }
    }
    return endings.stream();
  }

  @ParameterizedTest(name = "{0} answered={1} {2} by {3} {4}")
  @MethodSource("endings")
  void shouldTellOneStory(
      Direction direction, boolean answered, String cause, String source, String sip) {
    // Given
    LegEnding ending =
        TelnyxEndings.of(cause, "unspecified".equals(sip) ? null : number(sip), source);
    LegReport report = record(answered, cause, source, sip).report(LegStories.HANDLE.value());
    CallResult whole =
        new Callbacks()
            .begun()
            .answered(!answered)
            .ended(ending, null, false)
            .result(Carrier.TELNYX, direction);

    // When
    CallResult withoutAnswer =
        new Callbacks()
            .begun()
            .ended(ending, null, false)
            .resultAfterAsking(Carrier.TELNYX, direction, report);
    CallResult withoutEnd =
        new Callbacks()
            .begun()
            .answered(!answered)
            .resultAfterAsking(Carrier.TELNYX, direction, report);
    CallResult withoutBoth =
        new Callbacks().begun().resultAfterAsking(Carrier.TELNYX, direction, report);

    // Then
    assertThat(withoutAnswer).isEqualTo(whole);
    assertThat(withoutEnd).isEqualTo(whole);
    assertThat(withoutBoth).isEqualTo(whole);
    assertThat(whole.talkSeconds()).isEqualTo(answered ? 95 : 0);
    assertThat(whole.outcome() == CallOutcome.COMPLETED).isEqualTo(answered);
  }

  @Test
  void shouldNotSwapTheSidesOfACallerOfOurs() {
    // When
    CallResult lead = answered(Direction.INBOUND, "caller");
    CallResult us = answered(Direction.INBOUND, "callee");
    CallResult leadWeCalled = answered(Direction.OUTBOUND, "callee");

    // Then
    assertThat(lead.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
    assertThat(us.hungUpBy()).isEqualTo(ReleasingParty.SYSTEM);
    assertThat(leadWeCalled.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
  }

  private static CallResult answered(Direction direction, String source) {
    return new Callbacks()
        .begun()
        .answered(false)
        .ended(TelnyxEndings.of("normal_clearing", null, source), null, false)
        .result(Carrier.TELNYX, direction);
  }

  private static boolean mayFollowAnAnswer(String cause) {
    return List.of("normal_clearing", "time_limit", "unspecified", "something_new").contains(cause);
  }

  private static LegHistory record(boolean answered, String cause, String source, String sip) {
    List<CallEvent> events = new ArrayList<>();
    events.add(event("call.initiated", LegStories.BEGUN, EventJson.mapper().createObjectNode()));
    if (answered) {
      events.add(
          event("call.answered", LegStories.ANSWERED, EventJson.mapper().createObjectNode()));
    }
    ObjectNode hangup = EventJson.mapper().createObjectNode();
    hangup.putObject("payload").put("hangup_cause", cause).put("hangup_source", source);
    hangup.withObject("payload").put("sip_hangup_cause", sip);
    events.add(event("call.hangup", LegStories.ENDED, hangup));
    return new LegHistory(events);
  }

  private static CallEvent event(String name, Instant at, ObjectNode metadata) {
    return new CallEvent("leg", "session", at.atOffset(ZoneOffset.UTC), name, "webhook", metadata);
  }

  private static Integer number(String sip) {
    return Integer.valueOf(sip);
  }
}
