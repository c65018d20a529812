package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A repeated click gets the answer of the first; it is told by its endpoint, key and body. */
@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredClicksTest {

  @Test
  void shouldHashARequestInTheSameWordsAsEver() {
    // Given
    DialRequest request =
        new DialRequest(
            "+5511987654321",
            "+551130001000",
            "contact-1",
            "deal-1",
            "campaign-1",
            5,
            "notes",
            true,
            null,
            null,
            "ana",
            "twilio");

    // When
    String written = EventJson.write(request);

    // Then
    assertThat(written)
        .isEqualTo(
            "{\"to\":\"+5511987654321\",\"from\":\"+551130001000\",\"contactId\":\"contact-1\","
                + "\"dealId\":\"deal-1\",\"campaignId\":\"campaign-1\",\"priority\":5,"
                + "\"notes\":\"notes\",\"record\":true,\"agentId\":\"ana\",\"carrier\":\"twilio\"}");
    assertThat(DialCall.ENDPOINT).isEqualTo("POST /api/calls");
  }

  @Test
  void shouldAnswerWithTheEstimateInTheSameWordsAsEver() {
    // Given
    DialledCall answer =
        new DialledCall(
            "call-1",
            "requested",
            "twilio",
            "+551130001000",
            "+5511987654321",
            new Money(new BigDecimal("0.12"), "BRL"),
            Instant.parse("2026-03-02T15:00:00Z"));

    // When
    String written = EventJson.write(answer);

    // Then
    assertThat(written)
        .isEqualTo(
            "{\"id\":\"call-1\",\"status\":\"requested\",\"carrier\":\"twilio\","
                + "\"from\":\"+551130001000\",\"to\":\"+5511987654321\","
                + "\"estimatedCost\":{\"amount\":\"0.120000\",\"currency\":\"BRL\"},"
                + "\"requestedAt\":\"2026-03-02T15:00:00Z\"}");
  }
}
