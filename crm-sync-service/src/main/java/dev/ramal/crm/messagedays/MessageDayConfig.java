package dev.ramal.crm.messagedays;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a day of messages is over, and how long it is kept. */
@ConfigMapping(prefix = "ramal.crm.message-days")
interface MessageDayConfig {
  /** How long after midnight in São Paulo the note of a day is written. */
  @WithDefault("30M")
  Duration afterMidnight();

  /**
   * For how long nothing may have been heard of a day before its note is written: what piled up
   * while nothing ran here comes first.
   */
  @WithDefault("5M")
  Duration quiet();

  /** How long is gathered what is heard of a day after its note, before it is written. */
  @WithDefault("30M")
  Duration gather();

  /** How often is looked for days that are over. */
  @WithDefault("1M")
  Duration every();

  /** How long a day is kept after the last that was heard of it, its texts included. */
  @WithDefault("180D")
  Duration keep();
}
