package dev.ramal.messaging.deadletters;

import dev.ramal.kit.topics.KafkaSettings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Lends readers of letters; what they do is done on worker threads. */
@ApplicationScoped
class LetterReaders {
  private final KafkaSettings kafka;
  private final DeadLetterConfig config;

  LetterReaders(KafkaSettings kafka, DeadLetterConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  /** The reader is closed when the work has ended, however it ends. */
  <T> Uni<T> with(Function<LetterReader, Uni<T>> work) {
    return onWorker(this::open)
        .chain(
            reader ->
                Uni.createFrom()
                    .deferred(() -> work.apply(reader))
                    .onTermination()
                    .call(() -> onWorker(() -> closed(reader))));
  }

  /** What blocks, off the event loops. */
  static <T> Uni<T> onWorker(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private LetterReader open() {
    Map<String, Object> settings = kafka.copy();
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) config.patience().toMillis());
    return new LetterReader(
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer()),
        config.patience(),
        config.longestReading());
  }

  private static boolean closed(LetterReader reader) {
    reader.close();
    return true;
  }
}
