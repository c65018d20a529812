package dev.ramal.calls.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What one reader of the live feed may cost. Numbers of connections count per replica. */
@ConfigMapping(prefix = "ramal.live")
interface LiveConfig {
  /** How many entries may wait for one reader; one that falls further behind must resume. */
  @WithDefault("1000")
  @Positive
  int mostWaiting();

  /** Connections of one person in one organization. */
  @WithDefault("20")
  @Positive
  int perUser();

  /** Connections of one organization. */
  @WithDefault("1000")
  @Positive
  int perOrganization();

  /** After this long without an answer to a ping the reader is gone. */
  @WithDefault("75s")
  @DurationMin(millis = 1)
  Duration silentAfter();

  /** How often readers that do not answer are looked for. */
  @WithDefault("5s")
  @DurationMin(millis = 1)
  Duration lookEvery();

  /** How long before its token ends a reader is asked for a new one. */
  @WithDefault("60s")
  @DurationMin(millis = 1)
  Duration reauthenticateBefore();

  /** How long a reader has to take the close frame; then the connection is cut. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration closeWithin();

  /** An event that was told longer ago is nothing to resume from. */
  @WithDefault("1h")
  @DurationMin(millis = 1)
  Duration resumeWithin();

  /** Over how long the closing of all connections is spread, so that not all come back at once. */
  @WithDefault("5s")
  @DurationMin(millis = 0)
  Duration spread();
}
