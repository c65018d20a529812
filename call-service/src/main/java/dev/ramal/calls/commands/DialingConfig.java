package dev.ramal.calls.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How carriers are commanded. */
@ConfigMapping(prefix = "ramal.dialing")
public interface DialingConfig {
  /** How long an agent's phone rings. */
  @WithDefault("30s")
  @DurationMin(millis = 1)
  Duration agentRings();

  /** How long a lead's phone rings. */
  @WithDefault("45s")
  @DurationMin(millis = 1)
  Duration leadRings();

  /** How many commands are on their way at once, per process. */
  @WithDefault("16")
  @Positive
  int concurrency();

  /**
   * After this time a command that is still being sent was left behind by a crash. Nothing leaves
   * in its second half.
   */
  @WithDefault("30s")
  @DurationMin(millis = 1)
  Duration longestSending();

  /** How old a dial may be when it leaves us; later nobody waits for the phone to ring. */
  @WithName("longest-wish")
  @WithDefault("60s")
  @DurationMin(millis = 1)
  Duration longestWait();

  /** How long after a hang-up a leg that still lives may be hung up again. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration hangUpAgainAfter();

  /** How long a lead may think before pressing the key that agrees to the recording. */
  @WithDefault("8s")
  @DurationMin(seconds = 1)
  Duration keyWithin();

  /**
   * How long the carrier may take, beyond speech and pause, to say that something was heard or what
   * a lead pressed. Then the call goes on, or ends, without it.
   */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration consentSlack();

  /**
   * How long a lead who has picked up waits until it is known who that is; then it is joined as a
   * person.
   */
  @WithDefault("8s")
  @DurationMin(seconds = 3)
  @DurationMax(seconds = 59)
  Duration detectWithin();

  /** How long a machine may greet before its beep; then it is let go. */
  @WithDefault("40s")
  @DurationMin(seconds = 3)
  @DurationMax(seconds = 59)
  Duration beepWithin();

  /**
   * What a lead on hold hears, an MP3 or WAV that carriers can fetch; without it the music that the
   * gateway serves. At Twilio a caller who waits hears the whole of it between two tellings of the
   * place in the queue: half a minute is long enough.
   */
  Optional<String> holdMusic();

  /** How old keys may be when they leave us; later whoever asked for them has gone on. */
  @WithDefault("10s")
  @DurationMin(millis = 1)
  Duration keysWithin();

  /** Wait before the carrier is asked about an unknown outcome; doubles with each question. */
  @WithDefault("2s")
  @DurationMin(millis = 1)
  Duration askAfter();

  /** Longest wait between two questions. */
  @WithDefault("2m")
  @DurationMin(millis = 1)
  Duration longestAsk();

  /** For how long the carrier is asked before a dial is given up. */
  @WithDefault("1h")
  @DurationMin(millis = 1)
  Duration giveUpAsking();

  /**
   * For how long a second click of an agent on the same number is taken for a double click, where
   * the organization lets agents have several calls at one time.
   */
  @WithDefault("10s")
  @DurationMin(millis = 0)
  Duration doubleClickWithin();

  /**
   * For how long from the click an agent is taken to be on a call whose dial has no clear outcome;
   * the carrier may be asked for longer.
   */
  @WithDefault("2m")
  @DurationMin(millis = 1)
  Duration busyWhileUnknown();

  /** How often a dial that was proven not to exist is tried, the first time included. */
  @WithDefault("3")
  @Positive
  int dialAttempts();

  /** How often a command is tried that may safely be repeated. */
  @WithDefault("6")
  @Positive
  int attempts();

  /** Without effect since commands are jobs: {@code ramal.jobs.poll} rules. */
  Optional<Duration> pollEvery();

  /** Without effect since commands are jobs: {@code ramal.jobs.poll} rules. */
  Optional<Duration> askEvery();

  /** Without effect since commands are jobs: {@link #longestSending} is the lease. */
  Optional<Duration> lease();
}
