package dev.ramal.kit.failure;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.fault.KafkaDelayedRetryTopic;
import io.smallrye.reactive.messaging.kafka.impl.KafkaSink;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import io.vertx.mutiny.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * SmallRye's delayed-retry strategy, steered by the kind of failure: what cannot be understood goes
 * to the dead letter topic at once, what needs no further work is acknowledged, the rest is retried
 * after growing waits and dead-lettered in the end.
 *
 * <p>Two things differ from SmallRye's own stream of retries. Waits do not queue behind each other:
 * a record that waits a minute does not hold up one that waits a second. Offsets of the retry
 * topics are committed only up to the first record that is still under way, so that a crash loses
 * none.
 */
final class RetryOrDeadLetter extends KafkaDelayedRetryTopic {
  private static final int WAITING_AT_ONCE = 1_024;
  private static final long NO_TIMEOUT = Long.MAX_VALUE;

  private final String channel;
  private final FailurePolicy policy;
  private final List<String> retryTopics;
  private final String deadLetterTopic;
  private final String version;
  private final ReactiveKafkaConsumer<Object, Object> consumer;
  private final Function<ReactiveKafkaConsumer<Object, Object>, KafkaCommitHandler> commits;
  private final Consumer<DeadLetter> told;

  RetryOrDeadLetter(
      Vertx vertx,
      KafkaConnectorIncomingConfiguration channelConfig,
      FailurePolicy policy,
      List<String> retryTopics,
      String deadLetterTopic,
      String version,
      UnicastProcessor<Message<?>> source,
      KafkaSink sink,
      ReactiveKafkaConsumer<Object, Object> consumer,
      Function<ReactiveKafkaConsumer<Object, Object>, KafkaCommitHandler> commits,
      Consumer<DeadLetter> told) {
    super(
        channelConfig.getChannel(),
        vertx,
        channelConfig,
        retryTopics,
        retryTopics.size(),
        NO_TIMEOUT,
        deadLetterTopic,
        source,
        sink,
        consumer);
    this.channel = channelConfig.getChannel();
    this.policy = policy;
    this.retryTopics = retryTopics;
    this.deadLetterTopic = deadLetterTopic;
    this.version = version;
    this.consumer = consumer;
    this.commits = commits;
    this.told = told;
  }

  @Override
  public <K, V> Uni<Void> handle(
      IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
    Failure failure = FailureException.of(reason);
    int attempt = FailureHeaders.attempt(record.getHeaders());
    return switch (policy.verdict(failure, attempt)) {
      case ACKNOWLEDGE -> Uni.createFrom().completionStage(record.ack());
      case RETRY -> {
        int partition = Math.floorMod(record.getPartition(), FailurePolicy.RETRY_PARTITIONS);
        yield move(record, reason, failure, retryTopics.get(attempt - 1), partition);
      }
      case DEAD_LETTER ->
          move(record, reason, failure, deadLetterTopic, 0)
              .invoke(() -> told.accept(DeadLetter.of(record, failure, attempt, deadLetterTopic)));
    };
  }

  /** SmallRye writes the record elsewhere and acknowledges it once the broker has it. */
  private <K, V> Uni<Void> move(
      IncomingKafkaRecord<K, V> record,
      Throwable reason,
      Failure failure,
      String topic,
      int partition) {
    FailureHeaders.write(
        record.getHeaders(),
        failure,
        record.getTopic(),
        record.getPartition(),
        record.getOffset(),
        version);
    OutgoingKafkaRecordMetadata<K> place =
        OutgoingKafkaRecordMetadata.<K>builder().withTopic(topic).withPartition(partition).build();
    return super.handle(record, reason, Metadata.of(place));
  }

  @Override
  public Multi<? extends IncomingKafkaRecord<?, ?>> retryStream() {
    KafkaCommitHandler commit = commits.apply(consumer);
    if (commit instanceof ContextHolder holder) {
      holder.capture(getContext());
    }
    consumer.setRebalanceListener(null, commit);
    Multi<IncomingKafkaRecord<Object, Object>> records =
        consumer.subscribe(new HashSet<>(retryTopics)).map(record -> again(record, commit));
    return commit
        .decorateStream(records)
        .onItem()
        .transformToUniAndConcatenate(commit::received)
        .onItem()
        .transformToUni(RetryOrDeadLetter::afterItsWait)
        .merge(WAITING_AT_ONCE);
  }

  private IncomingKafkaRecord<Object, Object> again(
      ConsumerRecord<Object, Object> record, KafkaCommitHandler commit) {
    Headers headers = record.headers();
    int retries = getRetryHeader(headers) + 1;
    headers.remove(DELAYED_RETRY_COUNT);
    headers.add(DELAYED_RETRY_COUNT, Integer.toString(retries).getBytes(StandardCharsets.UTF_8));
    return new IncomingKafkaRecord<>(record, channel, -1, commit, this, false);
  }

  private static Uni<IncomingKafkaRecord<Object, Object>> afterItsWait(
      IncomingKafkaRecord<Object, Object> record) {
    String topic = record.getTopic();
    long wait = Long.parseLong(topic.substring(topic.lastIndexOf('_') + 1));
    Duration left = Duration.between(Instant.now(), record.getTimestamp().plusMillis(wait));
    Uni<IncomingKafkaRecord<Object, Object>> item = Uni.createFrom().item(record);
    return left.isNegative() || left.isZero() ? item : item.onItem().delayIt().by(left);
  }
}
