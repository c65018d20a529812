package dev.ramal.calls.permission;

import dev.ramal.kit.versions.VersionedSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The versions of an organization's settings. */
@ApplicationScoped
public class PermissionSettingsRepository extends VersionedSettings<PermissionSettings> {
  PermissionSettingsRepository(Clock clock) {
    super("permission_settings", PermissionSettings.class, PermissionSettings.DEFAULT, clock);
  }
}
