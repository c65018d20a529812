package dev.ramal.kit.topics;

import static org.awaitility.Awaitility.await;

import dev.ramal.servers.kafka.EmbeddedKafka;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.RamalServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(RamalServers.TAG)
class BrokerLostTest {
  @Test
  @FaultRun
  @DisplayName("KIT-20 a broker that dies is seen to be away, and to be back")
  void shouldSeeTheBrokerGoAndComeBack(@TempDir Path folder) {
    // Given
    EmbeddedKafka mortal = new EmbeddedKafka(folder, FreePort.next(), FreePort.next());
    mortal.start();
    Map<String, Object> kafka =
        Map.of("bootstrap.servers", mortal.bootstrapServers(), "group.id", "seen");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("anything"));
      sees(consumer, true);

      // When
      ProcessHandle process = ProcessHandle.of(mortal.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();

      // Then
      sees(consumer, false);
      mortal.start();
      sees(consumer, true);
    } finally {
      mortal.stop();
    }
  }

  private static void sees(KafkaConsumer<String, String> consumer, boolean connected) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200));
              return BrokerState.isConnected(consumer.metrics()) == connected;
            });
  }
}
