package dev.ramal.kit.topics;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether the broker is there, and is never a reason to send nobody here: what is asked for is
 * answered from the database, and what is told waits in the outbox. All replicas lose the broker at
 * the same time; were they not ready then, nobody could read anything.
 *
 * <p>A service that can do nothing without the broker says so itself, with a check or an answer of
 * its own.
 */
@Readiness
@ApplicationScoped
class BrokerState implements HealthCheck {
  private static final String CONNECTIONS = "connection-count";

  private final KafkaClientService clients;

  BrokerState(KafkaClientService clients) {
    this.clients = clients;
  }

  @Override
  public HealthCheckResponse call() {
    boolean connected =
        clients.getConsumerChannels().stream()
            .flatMap(channel -> clients.getConsumers(channel).stream())
            .anyMatch(consumer -> isConnected(consumer.unwrap().metrics()));
    return HealthCheckResponse.named("broker")
        .withData("connection", connected ? "connected" : "away")
        .withData("events", connected ? "published and consumed" : "wait")
        .up()
        .build();
  }

  /** By what the client itself counts: nothing is sent for it. */
  static boolean isConnected(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals(CONNECTIONS))
        .map(metric -> metric.getValue().metricValue())
        .anyMatch(count -> count instanceof Double open && open >= 1);
  }
}
