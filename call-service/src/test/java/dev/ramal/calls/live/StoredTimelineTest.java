package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.live.CallTimeline.TimelineEntry;
import dev.ramal.calls.live.LiveBroadcaster.Notification;
import dev.ramal.calls.live.LiveBroadcaster.Told;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallRinging;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredTimelineTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");
  private static final TimelineEntry ITEM =
      new TimelineEntry(
          "e-1",
          "CallRinging",
          "call-1",
          "ringing",
          "ana",
          LegName.LEAD,
          Direction.OUTBOUND,
          "+551130001000",
          "+5511987654321",
          NOON,
          61);
  private static final String JSON =
      "{\"eventId\":\"e-1\",\"type\":\"CallRinging\",\"callId\":\"call-1\",\"status\":\"ringing\","
          + "\"agentId\":\"ana\",\"leg\":\"lead\",\"direction\":\"outbound\","
          + "\"from\":\"+551130001000\",\"to\":\"+5511987654321\","
          + "\"at\":\"2026-03-02T15:00:00Z\",\"talkSeconds\":61}";

  /** Before there were leg, direction and numbers. */
  private static final String OLD_JSON =
      "{\"eventId\":\"e-1\",\"type\":\"CallEnded\",\"callId\":\"call-1\",\"status\":\"completed\","
          + "\"agentId\":\"ana\",\"at\":\"2026-03-02T15:00:00Z\",\"seconds\":61}";

  @Test
  void shouldWriteAnEntryAsItWasAlwaysWritten() {
    // When
    String written = EventJson.write(ITEM);

    // Then
    assertThat(written).isEqualTo(JSON);
  }

  @Test
  void shouldReadAnEntryThatWasWrittenLongAgo() {
    // When
    TimelineEntry read = EventJson.read(OLD_JSON, TimelineEntry.class);

    // Then
    assertThat(read)
        .isEqualTo(
            new TimelineEntry(
                "e-1",
                "CallEnded",
                "call-1",
                "completed",
                "ana",
                null,
                null,
                null,
                null,
                NOON,
                61));
  }

  @Test
  void shouldReadWhatTheTriggerNotifies() {
    // Given
    String notified =
        "{\"told\":[{\"tenant\":\"aurora\",\"item\":" + JSON + "},{\"tenant\":\"boreal\"}]}";

    // When
    Notification read = EventJson.read(notified, Notification.class);

    // Then
    assertThat(read.told()).containsExactly(new Told("aurora", ITEM), new Told("boreal", null));
  }

  @Test
  void shouldTakeTheTypeFromThePublishedOne() {
    // Given
    Event<CallRinging> event =
        new Event<>(
            "e-1",
            "/call-service",
            "call-1",
            NOON,
            TenantId.of("aurora"),
            null,
            "calls.events.v1",
            "aurora:call-1",
            new CallRinging("call-1", LegName.LEAD, NOON));

    // When
    String type = CallTimeline.type(event);

    // Then
    assertThat(type).isEqualTo("CallRinging");
  }

  @Test
  void shouldKnowThePublishedTypesByTheseNames() {
    // When
    List<String> types =
        EventTypes.all().stream()
            .map(EventTypes::typeOf)
            .filter(type -> type.startsWith("dev.ramal.calls."))
            .toList();

    // Then
    assertThat(types)
        .containsExactlyInAnyOrder(
            "dev.ramal.calls.CallRequested",
            "dev.ramal.calls.CallDialed",
            "dev.ramal.calls.CallRinging",
            "dev.ramal.calls.CallAnswered",
            "dev.ramal.calls.AnnouncementSpoken",
            "dev.ramal.calls.ConsentGiven",
            "dev.ramal.calls.ConsentRefused",
            "dev.ramal.calls.RecordingStarted",
            "dev.ramal.calls.CallEnded",
            "dev.ramal.calls.CallCosted",
            "dev.ramal.calls.CallDenied",
            "dev.ramal.calls.RecordingReady",
            "dev.ramal.calls.RecordingErased",
            "dev.ramal.calls.TranscriptReady",
            "dev.ramal.calls.RecordingPaused",
            "dev.ramal.calls.RecordingResumed",
            "dev.ramal.calls.CallHeld",
            "dev.ramal.calls.CallResumed",
            "dev.ramal.calls.CallMuted",
            "dev.ramal.calls.CallUnmuted",
            "dev.ramal.calls.DigitsSent",
            "dev.ramal.calls.CallTransferred",
            "dev.ramal.calls.TransferFailed",
            "dev.ramal.calls.ControlRefused",
            "dev.ramal.calls.AgentStatusChanged",
            "dev.ramal.calls.CallMissed",
            "dev.ramal.calls.VoicemailLeft",
            "dev.ramal.calls.FollowUpRequested",
            "dev.ramal.calls.FollowUpWithdrawn",
            "dev.ramal.calls.NumberAcquired",
            "dev.ramal.calls.NumberReleased",
            "dev.ramal.calls.NumberBlocked",
            "dev.ramal.calls.NumberUnblocked",
            "dev.ramal.calls.BlocklistImported",
            "dev.ramal.calls.CarrierDegraded",
            "dev.ramal.calls.CarrierRecovered");
  }
}
