package dev.ramal.crm.contacts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How contacts are looked up. */
@ConfigMapping(prefix = "ramal.crm.contacts")
interface ContactConfig {
  /** How long an answer of the CRM is believed. A miss is never remembered. */
  @WithDefault("15M")
  Duration remember();
}
