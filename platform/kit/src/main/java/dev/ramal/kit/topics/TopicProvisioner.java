package dev.ramal.kit.topics;

import dev.ramal.events.Topics;
import dev.ramal.kit.failure.FailurePolicy;
import dev.ramal.kit.settings.ServiceConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
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
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing before the first channel opens: our own, and for each channel
 * of this service its retry topics and its dead letter topic.
 *
 * <p>Turn it off with {@code ramal.topics.create=false} where topics are managed elsewhere.
 */
@ApplicationScoped
class TopicProvisioner {
  private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
  private static final long PATIENCE_SECONDS = 20;

  private final KafkaSettings kafka;
  private final Config config;
  private final String service;
  private final boolean create;

  TopicProvisioner(KafkaSettings kafka, Config config, ServiceConfig service, TopicsConfig topics) {
    this.kafka = kafka;
    this.config = config;
    this.service = service.name();
    this.create = topics.create();
  }

  void create(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent ignored) {
    if (!create) {
      return;
    }
    try (Admin admin = Admin.create(kafka.copy())) {
      Set<String> existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Map<String, NewTopic> missing = new HashMap<>();
      for (Topics.Topic topic : Topics.all()) {
        missing.put(topic.name(), topic(topic.name(), Topics.PARTITIONS, topic.settings()));
      }
      consumed().forEach(source -> addCompanions(source, missing));
      missing.keySet().removeAll(existing);
      for (var creation : admin.createTopics(missing.values()).values().entrySet()) {
        await(creation.getKey(), creation.getValue());
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("topics could not be looked at; they must exist already: %s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void addCompanions(String source, Map<String, NewTopic> topics) {
    Map<String, String> retention =
        Map.of("retention.ms", "" + Topics.DEAD_LETTER_RETENTION.toMillis());
    for (String retry : FailurePolicy.from(config).retryTopics(source, service)) {
      topics.put(retry, topic(retry, FailurePolicy.RETRY_PARTITIONS, retention));
    }
    String deadLetters = Topics.deadLetter(source, service);
    topics.put(deadLetters, topic(deadLetters, FailurePolicy.DEAD_LETTER_PARTITIONS, retention));
  }

  private static void await(String name, org.apache.kafka.common.KafkaFuture<Void> creation)
      throws InterruptedException, TimeoutException {
    try {
      creation.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      LOG.infof("topic=%s created", name);
    } catch (ExecutionException e) {
      LOG.debugf("topic=%s not created: %s", name, e.getCause());
    }
  }

  private Set<String> consumed() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic"))
        .map(name -> config.getOptionalValue(name, String.class))
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
  }
}
