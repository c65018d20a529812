package dev.ramal.messaging.permission;

import dev.ramal.kit.versions.VersionedSettings;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The versions of an organization's settings. */
@Singleton
public class MessageSettingsRepository extends VersionedSettings<MessageSettings> {
  MessageSettingsRepository(Clock clock) {
    super("message_settings", MessageSettings.class, MessageSettings.DEFAULT, clock);
  }
}
