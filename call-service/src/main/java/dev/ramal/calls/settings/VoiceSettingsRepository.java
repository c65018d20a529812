package dev.ramal.calls.settings;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** The voice settings, inside a transaction of the organization. */
@ApplicationScoped
public class VoiceSettingsRepository {
  private final Clock clock;

  VoiceSettingsRepository(Clock clock) {
    this.clock = clock;
  }

  /** Never null: {@link VoiceSettings#DEFAULT} until an administrator has set something. */
  public Uni<VoiceSettings> of(Mutiny.Session session, TenantId tenant) {
    return session
        .find(VoiceSettingsRow.class, tenant.value())
        .map(row -> row == null ? VoiceSettings.DEFAULT : row.settings());
  }

  Uni<VoiceSettings> save(
      Mutiny.Session session, TenantId tenant, VoiceSettings settings, String userId) {
    VoiceSettingsRow row = new VoiceSettingsRow();
    row.tenant = tenant.value();
    row.carrier = settings.carrier();
    row.record = settings.record();
    row.disclaimer = settings.disclaimer();
    row.updatedBy = userId;
    row.updatedAt = clock.instant();
    return session.merge(row).replaceWith(settings);
  }
}
