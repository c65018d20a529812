package dev.ramal.calls.carrier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What both carriers' ports are told. */
@ConfigMapping(prefix = "ramal.carrier")
public interface CarrierConfig {
  /**
   * How long after a dial the carrier's silence about it proves nothing: its lists lag behind its
   * commands.
   */
  @WithDefault("20S")
  @DurationMin(millis = 1)
  Duration lookupGrace();
}
