package dev.ramal.calls.connections;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How carrier accounts are kept. */
@ConfigMapping(prefix = "ramal.connections")
public interface ConnectionsConfig {
  /**
   * How long a replaced token or key still verifies callbacks: the carrier goes on signing with the
   * old one until it is promoted over there.
   */
  @WithDefault("24H")
  @DurationMin(millis = 1)
  Duration rotationGrace();

  /** How long after its deletion the secrets of a connection are kept for what is under way. */
  @WithDefault("7D")
  @DurationMin(millis = 1)
  Duration forgetAfter();

  /** Connections of one organization: every replica of three services holds them all in memory. */
  @WithDefault("100")
  @Positive
  int most();

  /** Numbers of one connection. */
  @WithDefault("1000")
  @Positive
  int mostNumbers();

  /** How often every connection is published anew, so that a lost topic heals by itself. */
  @WithDefault("6H")
  @DurationMin(millis = 1)
  Duration republishEvery();
}
