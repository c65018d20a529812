package dev.ramal.messaging.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How files that come with messages are fetched and kept. */
@ConfigMapping(prefix = "ramal.messaging.media")
public interface MediaConfig {
  /** Fetched at one time by one process; half of them at most for one organization. */
  @WithDefault("4")
  @Positive
  int concurrency();

  /** Then the file is lost to us until a person redrives its job. */
  @WithDefault("12")
  @Positive
  int attempts();

  /** Before the second attempt; doubles up to an hour. */
  @WithDefault("5S")
  Duration firstPause();

  /** WhatsApp's documents have at most 100 MB; nothing that comes with a message is larger. */
  @WithDefault("104857600")
  @Positive
  long maxBytes();

  /** For the whole file, from the request to its last byte. */
  @WithDefault("2M")
  Duration fetchTimeout();

  /** For how long a link opens a file that a browser loads without a token. */
  @WithDefault("5M")
  Duration linkLife();
}
