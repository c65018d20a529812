package dev.ramal.calls.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What carriers are asked about a call that is over. */
@ConfigMapping(prefix = "ramal.expiry")
public interface EndConfig {
  /** From the end to the first look for a price; doubles with each look, up to a day. */
  @WithDefault("1m")
  @DurationMin(millis = 1)
  Duration costAfter();

  /**
   * The same for a carrier that may tell the price by itself: by then it has, or its application
   * was not told to.
   */
  @WithDefault("30m")
  @DurationMin(millis = 1)
  Duration untoldCostAfter();

  /**
   * How often a price is looked for: over about two weeks, since carriers may take days. Afterwards
   * billing-service tells people of what is still an estimate.
   */
  @WithDefault("24")
  @Positive
  int costChecks();

  /**
   * From which of these looks on a price counts of which the carrier may not have told all, and
   * legs that nobody answered are asked about no more: after about 17 hours.
   */
  @WithDefault("10")
  @Positive
  int costInPartChecks();

  /**
   * From the end of a recorded call to the question where its recording is: the callback may be
   * lost. Doubles with each look.
   */
  @WithDefault("5m")
  @DurationMin(millis = 1)
  Duration recordingAfter();

  /** How often a recording is looked for before a person is told that there is none. */
  @WithDefault("5")
  @Positive
  int recordingChecks();

  /** From a hang-up that the carrier took to the question whether the call is over. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration hungUpAfter();

  /** From an end without an answer to the question whether there was one: it may only be late. */
  @WithDefault("1m")
  @DurationMin(millis = 1)
  Duration answerAfter();
}
