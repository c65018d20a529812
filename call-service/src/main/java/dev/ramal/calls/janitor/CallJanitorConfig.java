package dev.ramal.calls.janitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long a call may be silent in a state before the carrier is asked. */
@ConfigMapping(prefix = "ramal.expiry")
interface CallJanitorConfig {
  /** How often the janitor goes round. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration every();

  /** How often old entries of timelines are forgotten. */
  @WithDefault("1h")
  @DurationMin(millis = 1)
  Duration forgetEvery();

  /** Between dialling and the next fact. */
  @WithDefault("90s")
  @DurationMin(millis = 1)
  Duration dialing();

  /** While the lead's phone rings. */
  @WithDefault("90s")
  @DurationMin(millis = 1)
  Duration ringing();

  /** While people talk; also how often a long talk is looked after. */
  @WithDefault("15m")
  @DurationMin(millis = 1)
  Duration talking();

  /** After this silence a call is closed even when the carrier cannot tell. */
  @WithDefault("24h")
  @DurationMin(millis = 1)
  Duration giveUp();

  /** How often it is asked whether a call that is over had been answered. */
  @WithDefault("6")
  @Positive
  int answerChecks();

  /** How many stale calls one transaction queues. */
  @WithDefault("500")
  @Positive
  int batch();

  /** Calls that one replica asks about at one time; as many again for prices. */
  @WithDefault("16")
  @Positive
  int questions();

  /** Of these, calls of one organization, over all replicas. */
  @WithDefault("8")
  @Positive
  int share();

  /** How many old entries one transaction forgets. */
  @WithDefault("2000")
  @Positive
  int forgetBatch();

  /** How long entries of timelines are kept. */
  @WithName("keep-news")
  @WithDefault("30d")
  @DurationMin(millis = 1)
  Duration keepTimeline();
}
