package dev.ramal.calls.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How carriers are commanded. */
@ConfigMapping(prefix = "ramal.dialing")
public interface DialingConfig {
  /** How long an agent's phone rings. */
  @WithDefault("30s")
  Duration agentRings();

  /** How long a lead's phone rings. */
  @WithDefault("45s")
  Duration leadRings();

  /** How many commands are on their way at once, per process. */
  @WithDefault("16")
  int concurrency();

  /**
   * After this time a command that is still being sent was left behind by a crash. Nothing leaves
   * in its second half.
   */
  @WithDefault("30s")
  Duration longestSending();

  /** How old a dial may be when it leaves us; later nobody waits for the phone to ring. */
  @WithName("longest-wish")
  @WithDefault("60s")
  Duration longestWait();

  /** How long after a hang-up a leg that still lives may be hung up again. */
  @WithDefault("10s")
  Duration hangUpAgainAfter();

  /** Wait before the carrier is asked about an unknown outcome; doubles with each question. */
  @WithDefault("2s")
  Duration askAfter();

  /** Longest wait between two questions. */
  @WithDefault("2m")
  Duration longestAsk();

  /** For how long the carrier is asked before a dial is given up. */
  @WithDefault("1h")
  Duration giveUpAsking();

  /** How often a dial that was proven not to exist is tried, the first time included. */
  @WithDefault("3")
  int dialAttempts();

  /** How often a command is tried that may safely be repeated. */
  @WithDefault("6")
  int attempts();
}
