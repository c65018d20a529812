package dev.ramal.gateway.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** Where carriers reach us. */
@ConfigMapping(prefix = "ramal.webhooks")
public interface WebhooksConfig {

  /**
   * The public base of every address that we give to carriers, e.g. {@code
   * https://hooks.example.com}. Twilio signs it, and no request header is believed in its place.
   */
  @WithName("base-url")
  String baseUrl();
}
