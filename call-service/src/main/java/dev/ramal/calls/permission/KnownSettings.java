package dev.ramal.calls.permission;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.versions.VersionedSettings.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The settings of permission that were read last, so that a click neither fetches nor parses a
 * hundred hours and two hundred days off again. Never an answer by itself: the database says which
 * version holds, and a version never changes.
 */
@ApplicationScoped
class KnownSettings {
  /** Organizations; above that all are read again. */
  private static final int MOST = 10_000;

  private final Map<TenantId, Version<PermissionSettings>> known = new ConcurrentHashMap<>();

  /** {@link PermissionSettingsRepository#NONE} where none was read yet. */
  Version<PermissionSettings> of(TenantId tenant) {
    return known.getOrDefault(tenant, PermissionSettingsRepository.NONE);
  }

  /**
   * @param text JSON, as stored
   */
  Version<PermissionSettings> read(TenantId tenant, int number, String text) {
    Version<PermissionSettings> read =
        new Version<>(number, EventJson.read(text, PermissionSettings.class));
    if (known.size() >= MOST) {
      known.clear();
    }
    known.merge(tenant, read, (one, other) -> one.number() > other.number() ? one : other);
    return read;
  }
}
