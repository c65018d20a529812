package dev.ramal.kit.topics;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before the broker has answered once. A channel whose broker was never there since the
 * start calls itself ready; one whose broker is lost later does not.
 */
@Readiness
@ApplicationScoped
class BrokerReached implements HealthCheck {
  private final TopicProvisioner topics;

  BrokerReached(TopicProvisioner topics) {
    this.topics = topics;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("broker reached").status(topics.hasReachedTheBroker()).build();
  }
}
