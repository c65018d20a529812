package dev.ramal.kit.topics;

import dev.ramal.events.Topics;
import dev.ramal.kit.failure.FailurePolicy;
import dev.ramal.kit.settings.ServiceConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing before the first channel opens: our own, and for each channel
 * of this service its retry topics and its dead letter topic.
 *
 * <p>A broker that cannot be reached at the start is tried until it is; its topics are created
 * then.
 *
 * <p>Turn the creation off with {@code ramal.topics.create=false} where topics are managed
 * elsewhere.
 */
@ApplicationScoped
class TopicProvisioner {
  /** Of the channels that name no group of their own; the service's name where it is not set. */
  private static final String GROUP_OF_ALL = "mp.messaging.connector.smallrye-kafka.group.id";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);

  private final KafkaSettings kafka;
  private final Config config;
  private final String service;
  private final TopicsConfig topics;
  private volatile boolean reached;
  private volatile Cancellable trying;

  TopicProvisioner(KafkaSettings kafka, Config config, ServiceConfig service, TopicsConfig topics) {
    this.kafka = kafka;
    this.config = config;
    this.service = service.name();
    this.topics = topics;
  }

  void create(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent ignored) {
    if (!reach()) {
      trying =
          Uni.createFrom()
              .item(this::reach)
              .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
              .onItem()
              .delayIt()
              .by(topics.tryAgain())
              .repeat()
              .until(reached -> reached)
              .subscribe()
              .with(tried -> {}, failure -> LOG.errorf(failure, "topics are not looked at"));
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    if (trying != null) {
      trying.cancel();
    }
  }

  private boolean reach() {
    Map<String, Object> settings = kafka.copy();
    settings.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) topics.patience().toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) topics.patience().toMillis());
    try (Admin admin = Admin.create(settings)) {
      Set<String> existing = wait(admin.listTopics().names());
      if (topics.create()) {
        createMissing(admin, existing);
      }
      reached = true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warnf("the broker is not reached; nothing is published or consumed before it is: %s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return reached;
  }

  private void createMissing(Admin admin, Set<String> existing)
      throws InterruptedException, TimeoutException {
    Map<String, NewTopic> missing = new HashMap<>();
    for (Topics.Topic topic : Topics.all()) {
      missing.put(topic.name(), topic(topic.name(), Topics.PARTITIONS, topic.settings()));
    }
    channels().forEach(channel -> addCompanions(channel, missing));
    missing.keySet().removeAll(existing);
    Set<String> there = new TreeSet<>();
    for (var creation : admin.createTopics(missing.values()).values().entrySet()) {
      if (isThere(creation.getKey(), creation.getValue())) {
        there.add(creation.getKey());
      }
    }
    awaitKnown(admin, there);
  }

  /**
   * That a topic is created says the controller; whoever subscribes asks a broker, which hears of
   * it a little later, and until then warns of what it does not know.
   */
  private void awaitKnown(Admin admin, Set<String> topicNames) throws InterruptedException {
    long until = System.nanoTime() + topics.patience().toNanos();
    while (!topicNames.isEmpty() && System.nanoTime() < until && !isKnown(admin, topicNames)) {
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  private boolean isKnown(Admin admin, Set<String> topicNames) throws InterruptedException {
    try {
      wait(admin.describeTopics(topicNames).allTopicNames());
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("not every topic is known: %s", e);
      return false;
    }
  }

  private void addCompanions(String channel, Map<String, NewTopic> missing) {
    String source = config.getValue(channel + "topic", String.class);
    String reader =
        config
            .getOptionalValue(channel + "group.id", String.class)
            .or(() -> config.getOptionalValue(GROUP_OF_ALL, String.class))
            .orElse(service);
    Map<String, String> retention =
        Map.of("retention.ms", "" + Topics.DEAD_LETTER_RETENTION.toMillis());
    for (String retry : FailurePolicy.from(config).retryTopics(source, reader)) {
      missing.put(retry, topic(retry, FailurePolicy.RETRY_PARTITIONS, retention));
    }
    String deadLetters = Topics.deadLetter(source, reader);
    missing.put(deadLetters, topic(deadLetters, FailurePolicy.DEAD_LETTER_PARTITIONS, retention));
  }

  private <T> T wait(KafkaFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(topics.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Also what another service created in the same moment. */
  private boolean isThere(String name, KafkaFuture<Void> creation)
      throws InterruptedException, TimeoutException {
    try {
      wait(creation);
      LOG.infof("topic=%s created", name);
      return true;
    } catch (ExecutionException e) {
      LOG.debugf("topic=%s not created: %s", name, e.getCause());
      return e.getCause() instanceof TopicExistsException;
    }
  }

  /** What the settings of each channel that has a topic begin with. */
  private Set<String> channels() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic"))
        .filter(name -> config.getOptionalValue(name, String.class).isPresent())
        .map(name -> name.substring(0, name.length() - "topic".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
  }
}
