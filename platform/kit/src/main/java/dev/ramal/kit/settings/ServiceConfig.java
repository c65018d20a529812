package dev.ramal.kit.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.NotBlank;

/** Which service this is. */
@ConfigMapping(prefix = "ramal.service")
public interface ServiceConfig {
  /** Consumer group, part of topic names, source of events: never changes. */
  @WithParentName
  @NotBlank
  String name();
}
