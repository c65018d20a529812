package dev.ramal.calls.carrier.telnyx;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Where Telnyx keeps recordings. */
@ConfigMapping(prefix = "ramal.telnyx-media")
public interface TelnyxMediaConfig {
  /** Hosts, and the domains beneath them, that a recording may be fetched from. */
  @WithDefault("telnyx.com,s3.amazonaws.com,telephony-recorder-prod.s3.amazonaws.com")
  List<String> hosts();
}
