package dev.ramal.kit.failure;

import static io.smallrye.reactive.messaging.providers.wiring.Wiring.wireOutgoingConnectorToUpstream;

import dev.ramal.events.Topics;
import dev.ramal.kit.settings.ServiceConfig;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.SubscriberDecorator;
import io.smallrye.reactive.messaging.kafka.DeserializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.KafkaCDIEvents;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorOutgoingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.SerializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.smallrye.reactive.messaging.kafka.impl.ConfigHelper;
import io.smallrye.reactive.messaging.kafka.impl.KafkaSink;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import io.smallrye.reactive.messaging.providers.impl.Configs;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * {@code failure-strategy=ramal}, the kit's default: see {@link FailurePolicy}. Retry topics and
 * the dead letter topic are named by the consumer group, which is the service unless a channel has
 * one of its own: two groups of a service that read one topic do not try again what failed at the
 * other.
 */
@ApplicationScoped
@Identifier("ramal")
class RetryOrDeadLetterFactory implements KafkaFailureHandler.Factory {
  @Inject ServiceConfig service;
  @Inject Config config;
  @Inject KafkaCDIEvents events;
  @Inject @Any Instance<DeserializationFailureHandler<?>> deserializationFailures;
  @Inject @Any Instance<SerializationFailureHandler<?>> serializationFailures;
  @Inject @Any Instance<ClientCustomizer<Map<String, Object>>> customizers;
  @Inject @Any Instance<ProducerInterceptor<?, ?>> interceptors;
  @Inject @Any Instance<Map<String, Object>> configurations;
  @Inject Instance<OpenTelemetry> telemetry;
  @Inject Instance<SubscriberDecorator> decorators;
  @Inject Event<DeadLetter> deadLetters;

  @Inject
  @Identifier("throttled")
  KafkaCommitHandler.Factory commits;

  @Override
  public KafkaFailureHandler create(
      KafkaConnectorIncomingConfiguration channel,
      Vertx vertx,
      KafkaConsumer<?, ?> main,
      BiConsumer<Throwable, Boolean> report) {
    String topic = channel.getTopic().orElse(channel.getChannel());
    FailurePolicy policy = FailurePolicy.from(config);
    String reader = group(main);
    List<String> retryTopics = policy.retryTopics(topic, reader);
    String name = service.name() + "-" + channel.getChannel();

    UnicastProcessor<Message<?>> source = UnicastProcessor.create();
    KafkaConnectorOutgoingConfiguration outgoing =
        new KafkaConnectorOutgoingConfiguration(
            configured(
                channel,
                "dead-letter-queue",
                Map.of(
                    "key.serializer",
                    StringSerializer.class.getName(),
                    "value.serializer",
                    StringSerializer.class.getName(),
                    "client.id",
                    name + "-moved",
                    "topic",
                    retryTopics.get(0),
                    "interceptor.classes",
                    "",
                    "tracing-enabled",
                    false)));
    KafkaSink sink =
        new KafkaSink(
            outgoing, events, telemetry, customizers, serializationFailures, interceptors);
    wireOutgoingConnectorToUpstream(source, sink.getSink(), decorators, name + "-moved");

    KafkaConnectorIncomingConfiguration retries =
        new KafkaConnectorIncomingConfiguration(
            configured(
                channel,
                "delayed-retry-topic.consumer",
                Map.of(
                    "lazy-client",
                    true,
                    "client.id",
                    name + "-retries",
                    "group.id",
                    reader + "-retries",
                    "throttled.unprocessed-record-max-age.ms",
                    0)));
    ReactiveKafkaConsumer<Object, Object> consumer =
        new ReactiveKafkaConsumer<>(
            retries,
            customizers,
            deserializationFailures,
            reader + "-retries",
            -1,
            report,
            ((VertxInternal) vertx.getDelegate()).createEventLoopContext(),
            client -> events.consumer().fire(client));

    return new RetryOrDeadLetter(
        vertx,
        channel,
        policy,
        retryTopics,
        Topics.deadLetter(topic, reader),
        config.getOptionalValue("quarkus.application.version", String.class).orElse(null),
        source,
        sink,
        consumer,
        client -> commits.create(retries, vertx, client, report),
        deadLetters::fire);
  }

  private Config configured(
      KafkaConnectorIncomingConfiguration channel, String prefix, Map<String, Object> settings) {
    Config prefixed = Configs.prefixOverride(channel.config(), prefix, Map.of());
    return ConfigHelper.retrieveChannelConfiguration(
        configurations, Configs.override(prefixed, settings));
  }

  private static String group(KafkaConsumer<?, ?> main) {
    return String.valueOf(main.configuration().get("group.id"));
  }
}
