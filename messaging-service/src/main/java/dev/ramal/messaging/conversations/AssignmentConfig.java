package dev.ramal.messaging.conversations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whose a thread becomes when a contact writes. */
@ConfigMapping(prefix = "ramal.messaging.assignment")
public interface AssignmentConfig {
  /**
   * A thread that is nobody's goes to the agent who spoke with the contact last, if that is not
   * longer ago; zero leaves it nobody's.
   */
  @WithDefault("30D")
  Duration within();
}
