package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.twilio.rest.numbers.v2.regulatorycompliance.Bundle;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.carriers.CarrierReply;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioDocumentsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "twilio-approved, 2026-06-01T12:00:01Z, APPROVED",
    "twilio-approved, 2026-06-01T12:00:00Z, EXPIRED",
    "provisionally-approved, 2027-01-01T00:00:00Z, APPROVED",
    "in-review, 2027-01-01T00:00:00Z, PENDING",
    "twilio-rejected, 2027-01-01T00:00:00Z, REJECTED",
    "draft, 2027-01-01T00:00:00Z, DRAFT"
  })
  @DisplayName("CALL-660 a bundle stands as Twilio's word says, and says nothing by a new one")
  void shouldTellHowABundleStands(String status, String until, DocumentState state) {
    // When
    CarrierReply<DocumentReport> told = TwilioDocuments.report(bundle(status, until), NOW);

    // Then
    assertThat(told)
        .isInstanceOfSatisfying(
            CarrierReply.Done.class,
            done -> assertThat(((DocumentReport) done.value()).state()).isEqualTo(state));
  }

  @Test
  @DisplayName("CALL-660 a bundle stands as Twilio's word says, and says nothing by a new one")
  void shouldTakeAnUnknownWordForNone() {
    // When
    CarrierReply<DocumentReport> told =
        TwilioDocuments.report(bundle("twilio-thinking", "2027-01-01T00:00:00Z"), NOW);

    // Then
    assertThat(told).isInstanceOf(CarrierReply.Unknown.class);
  }

  private static Bundle bundle(String status, String until) {
    return Bundle.fromJson(
        "{\"sid\":\"BU1\",\"status\":\"%s\",\"valid_until\":\"%s\"}".formatted(status, until),
        new ObjectMapper().registerModule(new JavaTimeModule()));
  }
}
