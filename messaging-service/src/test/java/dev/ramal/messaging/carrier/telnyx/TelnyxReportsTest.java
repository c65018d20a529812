package dev.ramal.messaging.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.ramal.events.EventJson;
import dev.ramal.events.MessageStatus;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "MSG-48 a message counts in the month in which it was sent, whenever that is found out")
class TelnyxReportsTest {
  private static final Instant SENT = Instant.parse("2026-12-01T02:59:58Z");
  private static final Instant ARRIVED = Instant.parse("2026-12-01T03:00:04Z");
  private static final Instant ASKED = Instant.parse("2026-12-02T11:00:00Z");

  private final TelnyxReports reports =
      new TelnyxReports(new FailureReasons(), Clock.fixed(ASKED, ZoneOffset.UTC));

  @Test
  void shouldTellWhenItWasSentBesideWhenItArrived() throws Exception {
    // When
    List<StatusReported> told = reports.read(message("delivered", "\"" + ARRIVED + "\""));
    // Then
    assertThat(told)
        .extracting(StatusReported::status)
        .containsExactly(MessageStatus.SENT, MessageStatus.DELIVERED);
    assertThat(told).extracting(StatusReported::at).containsExactly(SENT, ARRIVED);
    assertThat(told.get(1).cost().amount()).isEqualByComparingTo("0.0051");
  }

  @Test
  void shouldNotTakeTheTimeOfTheQuestionForTheTimeOfSending() throws Exception {
    // When
    List<StatusReported> told = reports.read(message("sent", "null"));
    // Then
    assertThat(told).singleElement().extracting(StatusReported::at).isEqualTo(SENT);
  }

  private static TelnyxMessageReply message(String status, String completed) throws Exception {
    String json =
        """
        {"id": "m-1", "parts": 1, "cost": {"amount": "0.0051", "currency": "USD"},
         "to": [{"phone_number": "+5511987654321", "status": "%s"}], "errors": [],
         "sent_at": "%s", "completed_at": %s}
        """
            .formatted(status, SENT, completed);
    return EventJson.mapper()
        .copy()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .readValue(json, TelnyxMessageReply.class);
  }
}
