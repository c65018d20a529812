package dev.ramal.calls.carrier.telnyx;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** Where Telnyx keeps recordings. */
@ConfigMapping(prefix = "ramal.telnyx-media")
public interface TelnyxMediaConfig {
  /**
   * What a recording may be fetched from, over HTTPS: {@code host}, {@code .domain} for every host
   * beneath it, {@code host/folder} where others keep files at the same host.
   */
  @WithDefault(
      "telnyx.com,.telnyx.com,s3.amazonaws.com/telephony-recorder-prod,"
          + "telephony-recorder-prod.s3.amazonaws.com")
  @NotEmpty
  List<@NotBlank String> places();
}
