package dev.ramal.billing.ledger.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How entries of the ledger are sealed. */
@ConfigMapping(prefix = "ramal.billing.chain")
public interface ChainConfig {
  /** How often what was written meanwhile is sealed. */
  @WithDefault("2s")
  Duration sealEvery();

  /** Entries that are sealed with one statement; what is more follows at once. */
  @WithDefault("20000")
  int sealAtOnce();

  /** Entries that one request verifies at most. */
  @WithDefault("200000")
  int verifyAtOnce();
}
