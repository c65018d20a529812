package dev.ramal.gateway.publishing;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.kit.topics.KafkaSettings;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A producer for each carrier, because each waits differently long for our answer and a producer
 * has one deadline.
 */
@Singleton
public class Publishers {
  private static final List<String> TOPICS =
      List.of(
          Topics.CALL_FACTS,
          Topics.CALL_FACTS_BULK,
          Topics.MESSAGE_FACTS,
          Topics.MESSAGE_FACTS_BULK,
          Topics.QUARANTINE,
          Topics.ALERTS);
  private static final long WARM_UP_MILLIS = 100;

  private final Map<Carrier, KafkaPublisher> byCarrier = new HashMap<>();
  private final Vertx vertx;

  Publishers(
      @All List<CarrierWebhooks> carriers,
      KafkaSettings kafka,
      PublishingConfig config,
      Vertx vertx) {
    this.vertx = vertx;
    for (CarrierWebhooks each : carriers) {
      byCarrier.put(
          each.carrier(),
          new KafkaPublisher(kafka.copy(), config.linger(), each.deadline(), TOPICS));
    }
  }

  public KafkaPublisher of(Carrier carrier) {
    return byCarrier.get(carrier);
  }

  void start(@Observes StartupEvent ignored) {
    vertx.setPeriodic(
        1,
        WARM_UP_MILLIS,
        timer -> {
          boolean warm = true;
          for (KafkaPublisher publisher : byCarrier.values()) {
            warm &= publisher.warmUp();
          }
          if (warm) {
            vertx.cancelTimer(timer);
          }
        });
  }

  void stop(@Observes ShutdownEvent ignored) {
    byCarrier.values().forEach(KafkaPublisher::close);
  }

  /** Hands events to the broker. */
  public interface EventPublisher {

    /**
     * Sends one event and tells how it went, once, on any thread. Never blocks and never throws.
     *
     * <p>Failure policy: a failure means that the broker did not acknowledge in time, not that it
     * has nothing. The carrier repeats, and the repetition carries the same event id: duplicated
     * rather than lost.
     *
     * @param completion takes null when the broker has acknowledged
     */
    void publish(Event<?> event, Consumer<Exception> completion);
  }

  /** Not ready before the broker has told where the topics live. */
  @Readiness
  @ApplicationScoped
  static class Ready implements HealthCheck {
    private final Publishers publishers;

    Ready(Publishers publishers) {
      this.publishers = publishers;
    }

    @Override
    public HealthCheckResponse call() {
      boolean ready = publishers.byCarrier.values().stream().allMatch(KafkaPublisher::isReady);
      return HealthCheckResponse.named("publishing").status(ready).build();
    }
  }
}
