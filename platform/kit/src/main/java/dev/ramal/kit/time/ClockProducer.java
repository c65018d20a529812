package dev.ramal.kit.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one clock: UTC in whole microseconds, because that is what the database keeps; moved by
 * {@code ramal.clock.offset} (a duration) when that is set.
 */
@ApplicationScoped
class ClockProducer {
  @Produces
  @Singleton
  @DefaultBean
  Clock clock(@ConfigProperty(name = "ramal.clock.offset") Optional<Duration> offset) {
    Clock micros = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    return offset.map(by -> Clock.offset(micros, by)).orElse(micros);
  }
}
