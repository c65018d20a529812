package dev.ramal.messaging.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.rest.api.v2010.account.Message;
import dev.ramal.events.MessageStatus;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "MSG-48 a message counts in the month in which it was sent, whenever that is found out")
class TwilioReportsTest {
  private static final Instant SENT = Instant.parse("2026-12-01T02:59:58Z");
  private static final Instant PRICED = Instant.parse("2026-12-02T11:00:00Z");

  private final TwilioReports reports = new TwilioReports(new FailureReasons(), Clock.systemUTC());

  @Test
  void shouldTellWhenItWasSentBesideWhenItChangedLast() {
    // Given
    Message found = message("delivered", "Tue, 01 Dec 2026 02:59:58 +0000");
    // When
    List<StatusReported> told = reports.readAll(found);
    // Then
    assertThat(told)
        .extracting(StatusReported::status)
        .containsExactly(MessageStatus.SENT, MessageStatus.DELIVERED);
    assertThat(told).extracting(StatusReported::at).containsExactly(SENT, PRICED);
    assertThat(told.get(1).cost().amount()).isEqualByComparingTo("0.05");
  }

  @Test
  void shouldNotTakeTheTimeOfThePriceForTheTimeOfSending() {
    // When
    List<StatusReported> told = reports.readAll(message("sent", "Tue, 01 Dec 2026 02:59:58 +0000"));
    // Then
    assertThat(told).singleElement().extracting(StatusReported::at).isEqualTo(SENT);
  }

  private static Message message(String status, String sent) {
    String json =
        """
        {"sid": "SM00000000000000000000000000000001", "status": "%s", "num_segments": "1",
         "price": "-0.05", "price_unit": "USD", "date_sent": "%s",
         "date_created": "Tue, 01 Dec 2026 02:59:57 +0000",
         "date_updated": "Wed, 02 Dec 2026 11:00:00 +0000"}
        """
            .formatted(status, sent);
    return Message.fromJson(json, new ObjectMapper());
  }
}
