package dev.ramal.calls.settings;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the voice settings inside a transaction of the organization. */
@ApplicationScoped
public class VoiceSettingsStore {

  /** Never null: {@link VoiceSettings#DEFAULT} until an administrator has set something. */
  public Uni<VoiceSettings> of(Mutiny.Session session, TenantId tenant) {
    return session
        .find(VoiceSettingsRow.class, tenant.value())
        .map(row -> row == null ? VoiceSettings.DEFAULT : row.settings());
  }
}
