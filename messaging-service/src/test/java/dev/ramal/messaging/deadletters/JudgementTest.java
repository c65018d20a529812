package dev.ramal.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.messaging.deadletters.RepairLetter.Repaired;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JudgementTest {
  @Test
  @DisplayName(
      "MSG-549 where the gateway has the last word it is counted, and what is open is told")
  void shouldTakeTheLastWordOfAnother() {
    // Given
    Judgement judgement = new Judgement();
    for (int i = 0; i < 3; i++) {
      judgement.add(
          place(i),
          new RawLetter(place(i), "k", Map.of(), "before"),
          new Repaired(new OutboxEntry(null, "{}", "after"), null));
    }

    // When
    judgement.refuse(place(1), "an unknown word");
    judgement.leaveOpen();

    // Then
    DryRunResult result = judgement.result();
    assertThat(result.tried()).isEqualTo(3);
    assertThat(result.valid()).isEqualTo(1);
    assertThat(result.invalid()).isEqualTo(1);
    assertThat(result.undecided()).isEqualTo(1);
    assertThat(result.complaints())
        .containsExactly(new DryRunResult.Complaint("an unknown word", 1, place(1).id()));
    assertThat(result.examples())
        .extracting(DryRunResult.Example::after)
        .containsExactly("after", null, "after");
    assertThat(judgement.isClean()).isFalse();
  }

  private static LetterPlace place(int offset) {
    return new LetterPlace(Tenants.AURORA, "webhooks.quarantine.v1", 0, offset, Instant.EPOCH);
  }
}
