package dev.ramal.calls.permission;

import dev.ramal.calls.permission.PermissionSettingsRepository.Version;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
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

  private final Map<TenantId, Version> known = new ConcurrentHashMap<>();

  /** {@link Version#NONE} where none was read yet. */
  Version of(TenantId tenant) {
    return known.getOrDefault(tenant, Version.NONE);
  }

  /**
   * @param text JSON, as stored
   */
  Version read(TenantId tenant, int number, String text) {
    Version read = new Version(number, EventJson.read(text, PermissionSettings.class));
    if (known.size() >= MOST) {
      known.clear();
    }
    known.merge(tenant, read, (one, other) -> one.number() > other.number() ? one : other);
    return read;
  }
}
