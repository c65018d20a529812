package dev.ramal.crm.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands in the tables of running systems, on topics and in CRMs: it never changes. */
class ActivityContractTest {
  private static final String STORED =
      "{\"callId\":\"c1\",\"revision\":2,\"direction\":\"outbound\",\"agentName\":\"Ana Souza\","
          + "\"lead\":\"+5511987654321\",\"ours\":\"+551130030001\",\"outcome\":\"completed\","
          + "\"answeredBy\":\"human\",\"talkSeconds\":37,\"startedAt\":\"2026-11-03T14:05:33Z\","
          + "\"endedAt\":\"2026-11-03T14:06:33Z\",\"disposition\":\"interessado\","
          + "\"notes\":\"Pediu proposta\",\"contactId\":\"k1\",\"dealId\":\"d1\","
          + "\"recordingPath\":\"/api/recordings/r1/media\"}";

  @Test
  @DisplayName("CRM-04 a call at rest is written and read as ever")
  void shouldKeepTheJsonOfACall() {
    // Given
    Instant start = Instant.parse("2026-11-03T14:05:33Z");
    FinishedCall call =
        new FinishedCall(
            "c1",
            2,
            Direction.OUTBOUND,
            "Ana Souza",
            "+5511987654321",
            "+551130030001",
            CallOutcome.COMPLETED,
            AnsweredBy.HUMAN,
            37,
            start,
            start.plusSeconds(60),
            "interessado",
            "Pediu proposta",
            "k1",
            "d1",
            "/api/recordings/r1/media",
            null,
            null);

    // Then
    assertThat(EventJson.write(call)).isEqualTo(STORED);
    assertThat(EventJson.read(STORED, FinishedCall.class)).isEqualTo(call);
    String ofAgent = STORED.replace("media\"}", "media\",\"agentId\":\"agent-1\"}");
    assertThat(EventJson.read(ofAgent, FinishedCall.class).agentId()).isEqualTo("agent-1");
    assertThat(EventJson.write(EventJson.read(ofAgent, FinishedCall.class))).isEqualTo(ofAgent);
  }

  @Test
  @DisplayName("CRM-04 a day of messages at rest is written and read as ever")
  void shouldKeepTheJsonOfADayOfMessages() {
    // Given
    String stored =
        "{\"id\":\"d1\",\"day\":\"2026-11-03\",\"lead\":\"+5511987654321\",\"contactId\":\"k1\","
            + "\"endedAt\":\"2026-11-03T14:06:33Z\"}";
    MessageDay day =
        new MessageDay(
            "d1",
            LocalDate.parse("2026-11-03"),
            "+5511987654321",
            "k1",
            Instant.parse("2026-11-03T14:06:33Z"));

    // Then
    assertThat(EventJson.write(day)).isEqualTo(stored);
    assertThat(EventJson.read(stored, MessageDay.class)).isEqualTo(day);
  }

  @Test
  @DisplayName("CRM-05 states and failure kinds keep their words")
  void shouldKeepItsWords() {
    // Then
    assertThat(
            List.of(
                ActivityState.PENDING,
                ActivityState.WRITING,
                ActivityState.SYNCED,
                ActivityState.FAILED))
        .containsExactly("pending", "writing", "synced", "failed");
    assertThat(NoteKind.values())
        .extracting(NoteKind::word)
        .containsExactly("call", "follow-up", "messages", "messages-follow-up");
    assertThat(FailureKind.words())
        .containsExactly(
            "no-contact",
            "no-deal",
            "ambiguous",
            "rejected",
            "exhausted",
            "expired",
            "missing",
            "former-crm");
    assertThat(FailureKind.PATTERN)
        .isEqualTo("no-contact|no-deal|ambiguous|rejected|exhausted|expired|missing|former-crm");
  }
}
