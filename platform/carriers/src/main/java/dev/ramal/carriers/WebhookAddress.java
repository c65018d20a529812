package dev.ramal.carriers;

import io.smallrye.config.ConfigMapping;

/** Where carriers reach us. */
@ConfigMapping(prefix = "ramal.webhooks")
public interface WebhookAddress {

  /**
   * The public base of every address that we give to carriers, e.g. {@code
   * https://hooks.example.com}. Twilio signs it, and no request header is believed in its place.
   */
  String baseUrl();

  /** The base without a slash at its end. */
  default String base() {
    String url = baseUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
