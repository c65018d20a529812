package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void shouldKeepOnlyTheConnectionsForEver() {
    // When
    List<String> compacted =
        Topics.all().stream().filter(Topics.Topic::compacted).map(Topics.Topic::name).toList();

    // Then
    assertThat(compacted).containsExactly(Topics.TARIFFS, Topics.CONNECTIONS);
  }

  @Test
  void shouldNameTheDeadLettersOfAConsumer() {
    // When
    String name = Topics.deadLetter(Topics.CALLS, "billing-service");

    // Then
    assertThat(name).isEqualTo("calls.events.v1.billing-service.dlq");
  }
}
