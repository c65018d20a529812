package dev.ramal.kit.globaltable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before every table in memory holds what its topic held at the start. */
@Readiness
@ApplicationScoped
class GlobalTablesReady implements HealthCheck {
  private final Instance<GlobalTable<?>> tables;

  GlobalTablesReady(@Any Instance<GlobalTable<?>> tables) {
    this.tables = tables;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("compacted topics").up();
    for (GlobalTable<?> table : tables) {
      response.withData(table.topic(), table.isCaughtUp() ? "caught up" : "catching up");
      if (!table.isCaughtUp()) {
        response.down();
      }
    }
    return response.build();
  }
}
