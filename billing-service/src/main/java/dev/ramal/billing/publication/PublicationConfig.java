package dev.ramal.billing.publication;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Who may publish tariffs. */
@ConfigMapping(prefix = "ramal.billing.publication")
interface PublicationConfig {
  /**
   * Organizations whose tariffs one person of the operator's may publish alone, saying why. None
   * when left out: whoever signs the accounts wants two people to have seen a price.
   */
  Optional<Set<String>> alone();
}
