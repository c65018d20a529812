package dev.ramal.kit.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one clock: UTC, moved by {@code ramal.clock.offset} (a duration) when that is set. */
@ApplicationScoped
class ClockProducer {
  @Produces
  @Singleton
  @DefaultBean
  Clock clock(@ConfigProperty(name = "ramal.clock.offset") Optional<Duration> offset) {
    return offset.map(by -> Clock.offset(Clock.systemUTC(), by)).orElse(Clock.systemUTC());
  }
}
