package dev.ramal.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class OutboxSenderTest {
  private final List<MockProducer<String, String>> producers = new ArrayList<>();
  private final List<KeyRun> ended = new ArrayList<>();
  private final OutboxSender sender = new OutboxSender(this::next);

  @Test
  void shouldTakeAnotherProducerWhenOneHasFailedForGood() {
    // Given
    send(1);
    producers.get(0).sendException = new KafkaException("in an error state");

    // When
    send(2);
    send(3);

    // Then
    assertThat(producers).hasSize(2);
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(producers.get(1).history()).hasSize(1);
    assertThat(ended.get(1).refusal().ofTopic()).isFalse();
  }

  @Test
  void shouldKeepTheProducerWhenItIsTheRowThatIsWrong() {
    // Given
    send(1);
    producers.get(0).sendException = new RecordTooLargeException("too large");

    // When
    send(2);
    producers.get(0).sendException = null;
    send(3);

    // Then
    assertThat(producers).hasSize(1);
    assertThat(producers.get(0).history()).hasSize(2);
  }

  private void send(long seq) {
    sender.send(
        List.of(new OutboxRow(seq, 0, "calls", "k" + seq, "{}", "{}")), () -> true, ended::add);
  }

  private MockProducer<String, String> next() {
    MockProducer<String, String> fresh =
        new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    producers.add(fresh);
    return fresh;
  }
}
