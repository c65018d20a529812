package dev.ramal.kit.idempotency;

import dev.ramal.kit.database.DatabaseConfig;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Warns at the start where the share of one organization leaves others nothing of the pool. */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class CheckShare {
  private static final Logger LOG = Logger.getLogger(CheckShare.class);

  private final DatabaseConfig config;
  private final int pool;

  CheckShare(
      DatabaseConfig config,
      @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int pool) {
    this.config = config;
    this.pool = pool;
  }

  void atStart(@Observes StartupEvent ignored) {
    warning(config.connectionsOfOne(), pool).ifPresent(LOG::warn);
  }

  static Optional<String> warning(int ofOne, int pool) {
    return ofOne < pool
        ? Optional.empty()
        : Optional.of(
            ("ramal.database.connections-of-one is %d of the %d connections of"
                    + " quarkus.datasource.reactive.max-size: one organization can take them all,"
                    + " and others wait behind it")
                .formatted(ofOne, pool));
  }
}
