package dev.ramal.calls.permission;

import dev.ramal.kit.versions.VersionedSettings;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The versions of an organization's settings. */
@Singleton
public class PermissionSettingsRepository extends VersionedSettings<PermissionSettings> {
  static final Version<PermissionSettings> NONE = new Version<>(0, PermissionSettings.DEFAULT);

  PermissionSettingsRepository(Clock clock) {
    super("permission_settings", PermissionSettings.class, PermissionSettings.DEFAULT, clock);
  }
}
