package dev.ramal.calls.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.AgentStatus;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredAgentsTest {
  @Test
  void shouldKeepTheWordsOfTheTableOfAgents() {
    // Then
    assertThat(Arrays.toString(Endpoint.values())).isEqualTo("[PHONE, SOFTPHONE]");
    assertThat(Arrays.toString(AgentStatus.values()))
        .isEqualTo("[AVAILABLE, BUSY, WRAP_UP, OFFLINE]");
  }
}
