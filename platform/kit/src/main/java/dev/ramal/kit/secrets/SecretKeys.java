package dev.ramal.kit.secrets;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** The platform's keys for sealing secrets. */
@ConfigMapping(prefix = "ramal.secrets")
public interface SecretKeys {
  /** Key id → 32 bytes in base64. Old keys stay as long as something sealed with them lives. */
  Map<String, String> keys();

  /** Id of the key that seals; required where something is sealed. */
  Optional<String> active();
}
