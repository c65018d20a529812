package dev.ramal.crm.activities;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How long a note waits for what may still be told about its call. */
@ConfigMapping(prefix = "ramal.crm.activities")
interface ActivityConfig {
  /** How long a correction of a call is waited for. */
  @WithName("settle")
  @WithDefault("3S")
  Duration correctionWait();

  /**
   * How long is waited for the agent's disposition of the call, and for what an agent adds to a
   * call whose note stands already; 0 for not at all.
   */
  @WithDefault("3M")
  Duration wrapUp();

  /** How long the recording of a call is waited for. */
  @WithDefault("10M")
  Duration recordingGrace();

  /**
   * How long the record of a call is kept whose note is written. Longer than calls.events.v1 keeps
   * a call: one that is read again would otherwise be new, and its note written twice.
   */
  @WithDefault("90D")
  Duration keepSynced();

  /** How long a call waits for a person, and how long what it costs is kept. */
  @WithDefault("180D")
  Duration keepFailed();

  /** How long a recording waits for the end of its call. */
  @WithDefault("30D")
  Duration keepRecordings();

  /** How often is looked for what need not be kept. */
  @WithDefault("10M")
  Duration purgeEvery();
}
