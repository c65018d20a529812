package dev.ramal.kit.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How organizations are read from tokens. */
@ConfigMapping(prefix = "ramal.identity")
interface IdentityConfig {
  /**
   * Whether a token without a role of any organization may name one by the paths of its groups, as
   * realms of the first installations did. A group with a slash in its name opens an organization
   * then: off, except where a realm is being changed over.
   */
  @WithDefault("false")
  boolean groupPaths();
}
