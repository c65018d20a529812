package dev.ramal.carriers.telnyx;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Telnyx is reached. */
@ConfigMapping(prefix = "ramal.telnyx")
public interface TelnyxSettings {
  /** Ends in the API's version. Another server that speaks Telnyx's API may stand in. */
  @WithDefault("https://api.telnyx.com/v2")
  String apiUrl();

  /** To open a connection. */
  @WithDefault("3S")
  Duration connectTimeout();

  /** From the request to the whole answer. */
  @WithDefault("10S")
  Duration requestTimeout();

  /** Requests at one time; further ones wait in line, unsent. */
  @WithDefault("32")
  int connections();
}
