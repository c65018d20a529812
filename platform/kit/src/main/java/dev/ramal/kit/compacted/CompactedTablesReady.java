package dev.ramal.kit.compacted;

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
class CompactedTablesReady implements HealthCheck {
  private final Instance<CompactedTable<?>> tables;

  CompactedTablesReady(@Any Instance<CompactedTable<?>> tables) {
    this.tables = tables;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("compacted topics").up();
    for (CompactedTable<?> table : tables) {
      response.withData(table.topic(), table.isCaughtUp() ? "caught up" : "catching up");
      if (!table.isCaughtUp()) {
        response.down();
      }
    }
    return response.build();
  }
}
