package dev.ramal.messaging.carrier;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where carriers report to. */
@ConfigMapping(prefix = "ramal.webhooks")
public interface CallbackConfig {
  /** The public base that carriers call and sign. */
  URI baseUrl();
}
