package dev.ramal.messaging.carrier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** Where carriers keep files that come with messages. */
@ConfigMapping(prefix = "ramal.messaging.carrier-media")
public interface CarrierMediaConfig {
  /**
   * Over HTTPS: {@code host}, {@code .domain} for every host beneath it, {@code host/folder}. A
   * carrier's own API is always one.
   */
  @WithDefault(
      ".twilio.com,.twiliocdn.com,s3-external-1.amazonaws.com/media.twiliocdn.com,"
          + "telnyx.com,.telnyx.com,s3.amazonaws.com/media.telnyx.com")
  @NotEmpty
  List<@NotBlank String> places();
}
