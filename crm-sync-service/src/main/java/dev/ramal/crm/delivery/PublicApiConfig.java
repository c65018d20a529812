package dev.ramal.crm.delivery;

import io.smallrye.config.ConfigMapping;

/** How our API is reached from outside. */
@ConfigMapping(prefix = "ramal.public")
interface PublicApiConfig {
  /** Without a slash at the end. */
  String baseUrl();
}
