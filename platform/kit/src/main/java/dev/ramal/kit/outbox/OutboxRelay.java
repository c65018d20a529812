package dev.ramal.kit.outbox;

import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.topics.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** Starts and stops this process's relay. */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  private final OutboxConfig config;
  private final DatabaseConnections database;
  private final KafkaSettings kafka;
  private final String service;
  private final MeterRegistry metrics;
  private RelayLoop loop;

  OutboxRelay(
      OutboxConfig config,
      DatabaseConnections database,
      KafkaSettings kafka,
      ServiceConfig service,
      MeterRegistry metrics) {
    this.config = config;
    this.database = database;
    this.kafka = kafka;
    this.service = service.name();
    this.metrics = metrics;
  }

  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent ignored) {
    if (!config.enabled()) {
      LOG.info("the outbox relay is off (ramal.outbox.enabled)");
      return;
    }
    OutboxSender sender = OutboxSender.to(kafka.copy(), service, config.sendTimeout());
    loop = new RelayLoop(config, database::openSession, sender);
    Gauge.builder("ramal.outbox.oldest.unsent.seconds", loop, RelayLoop::oldestUnsentSeconds)
        .description("Age of the oldest event that waits to be published")
        .register(metrics);
    loop.start();
  }

  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent ignored) {
    if (loop != null) {
      loop.stop();
    }
  }
}
