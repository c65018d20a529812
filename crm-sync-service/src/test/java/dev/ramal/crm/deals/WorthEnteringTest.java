package dev.ramal.crm.deals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorthEnteringTest {
  private static final Instant START = Instant.parse("2026-11-03T14:05:33Z");

  @ParameterizedTest
  @CsvSource({
    "HUMAN, 5, +5511987654321, true",
    "UNKNOWN, 5, +5511987654321, true",
    ", 5, +5511987654321, true",
    "MACHINE, 5, +5511987654321, false",
    "FAX, 5, +5511987654321, false",
    "HUMAN, 0, +5511987654321, false",
    "HUMAN, 5, withheld, false",
    "HUMAN, 5, +266696687, false"
  })
  @DisplayName("CRM-167 answering machines, faxes and whoever hides the number become no customers")
  void shouldEnterOnlyPeople(AnsweredBy by, int talkSeconds, String lead, boolean expected) {
    // Given
    FinishedCall call =
        new FinishedCall(
            "c1",
            0,
            Direction.OUTBOUND,
            "Ana Souza",
            lead,
            "+551130030001",
            CallOutcome.COMPLETED,
            by,
            talkSeconds,
            START,
            START.plusSeconds(60),
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    // Then
    assertThat(MatchByRule.isWorthIt(call)).isEqualTo(expected);
  }
}
