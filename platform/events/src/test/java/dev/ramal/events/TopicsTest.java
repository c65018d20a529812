package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.quarantine.CallbackQuarantined;
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
  void shouldHaveABulkTopicBesideEachTopicOfFacts() {
    // Then
    assertThat(Topics.bulk(Topics.CALL_FACTS)).isEqualTo("calls.provider-events.bulk.v1");
    assertThat(Topics.bulk(Topics.MESSAGE_FACTS)).isEqualTo("messages.provider-events.bulk.v1");
    assertThatThrownBy(() -> Topics.bulk(Topics.CALLS)).hasMessageContaining("no bulk topic");
    assertThat(Topics.carries(Topics.CALL_FACTS_BULK, CarrierCallEnded.TYPE)).isTrue();
    assertThat(Topics.carries(Topics.CALL_FACTS, CarrierCallEnded.TYPE)).isTrue();
    assertThat(Topics.carries(Topics.MESSAGE_FACTS_BULK, CarrierCallEnded.TYPE)).isFalse();
    assertThat(Topics.carries(Topics.REDRIVES, CallbackQuarantined.TYPE)).isTrue();
    assertThat(Topics.carries(Topics.REDRIVES, CarrierCallEnded.TYPE)).isFalse();
  }

  @Test
  void shouldNameTheDeadLettersOfAConsumer() {
    // When
    String name = Topics.deadLetter(Topics.CALLS, "billing-service");

    // Then
    assertThat(name).isEqualTo("calls.events.v1.billing-service.dlq");
  }
}
