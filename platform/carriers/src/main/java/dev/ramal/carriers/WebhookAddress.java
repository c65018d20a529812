package dev.ramal.carriers;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where carriers reach us. */
@ConfigMapping(prefix = "ramal.webhooks")
public interface WebhookAddress {

  /**
   * The public base of every address that we give to carriers, e.g. {@code
   * https://hooks.example.com}. Twilio signs it, and no request header is believed in its place.
   */
  String baseUrl();

  /**
   * The public base of a second gateway, e.g. of another region, that Twilio asks what to do with a
   * leg when the first one fails. Without it the first is asked once more.
   */
  Optional<String> fallbackBaseUrl();

  /** The base without a slash at its end. */
  default String base() {
    return withoutSlash(baseUrl());
  }

  /** The same of the second gateway. */
  default String fallbackBase() {
    return fallbackBaseUrl().map(WebhookAddress::withoutSlash).orElseGet(this::base);
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
