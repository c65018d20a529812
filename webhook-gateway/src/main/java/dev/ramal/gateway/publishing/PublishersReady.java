package dev.ramal.gateway.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the broker has told where the topics live. */
@Readiness
@ApplicationScoped
class PublishersReady implements HealthCheck {
  private final Publishers publishers;

  PublishersReady(Publishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("publishing").status(publishers.areReady()).build();
  }
}
