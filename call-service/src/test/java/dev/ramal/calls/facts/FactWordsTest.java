package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class FactWordsTest {

  @Test
  void shouldKeepTheNameUnderWhichFactsAreMarkedAsApplied() {
    // When
    String inbox = FactsConsumer.INBOX;

    // Then
    assertThat(inbox).isEqualTo("call-service.call-facts");
  }
}
