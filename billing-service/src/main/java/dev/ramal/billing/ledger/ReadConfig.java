package dev.ramal.billing.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What reading may take of the database, so that nobody's reading holds up the others. */
@ConfigMapping(prefix = "ramal.billing.reads")
public interface ReadConfig {
  /** Connections that only reads use; what is metered and published has its own. */
  @WithDefault("8")
  int connections();

  /** Most reads of one organization at the same time; one more is answered with 429. */
  @WithDefault("4")
  int perOrganization();

  /** Most files of one organization that are made or downloaded at the same time. */
  @WithDefault("2")
  int filesPerOrganization();

  /** Longest time of one statement. */
  @WithDefault("10s")
  Duration statementTimeout();

  /** How long a client may take nothing of its file before the download is broken off. */
  @WithDefault("30s")
  Duration stall();

  /** Longest time a file may take from its first line to its last. */
  @WithDefault("30m")
  Duration longestFile();
}
