package dev.ramal.kit.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * The one clock: UTC in whole microseconds, because that is what the database keeps; moved by
 * {@code ramal.clock.offset} (a duration) when that is set.
 */
@ApplicationScoped
class ClockProducer {
  @Produces
  @Singleton
  @DefaultBean
  Clock clock(ClockConfig config) {
    Clock micros = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    return config.offset().map(by -> Clock.offset(micros, by)).orElse(micros);
  }
}
