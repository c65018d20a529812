package dev.ramal.calls.settings;

import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** The voice settings, inside a transaction of the organization. */
@ApplicationScoped
public class VoiceSettingsRepository {
  private static final String OF_SEVERAL =
      "select tenant, carrier, record, disclaimer, consent, connect_unrecorded,"
          + " calls_per_agent, whisper, machine_detection, on_machine, voicemail_message"
          + " from voice_settings where tenant = any($1)";

  /** The row may not exist yet, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('voice_settings'), hashtext($1))";

  private final Clock clock;
  private final int usualCallsPerAgent;
  private final VoiceSettings unset;

  VoiceSettingsRepository(Clock clock, VoiceConfig config) {
    this.clock = clock;
    this.usualCallsPerAgent = config.callsPerAgent();
    this.unset = VoiceSettings.DEFAULT.withCallsPerAgent(usualCallsPerAgent);
  }

  /** Never null: the usual ones until an administrator has set something. */
  public Uni<VoiceSettings> of(Mutiny.Session session, TenantId tenant) {
    return session
        .find(VoiceSettingsRow.class, tenant.value())
        .map(row -> row == null ? unset : row.settings(usualCallsPerAgent));
  }

  /** For a change: whoever else changes the organization's settings waits until it is stored. */
  Uni<VoiceSettings> lock(Mutiny.Session session, TenantId tenant) {
    return Sql.of(session).query(TURN, tenant.value()).chain(() -> of(session, tenant));
  }

  /** The same for several organizations, each with an entry. */
  public Uni<Map<TenantId, VoiceSettings>> of(Sql sql, Set<TenantId> tenants) {
    return sql.query(
            OF_SEVERAL, (Object) tenants.stream().map(TenantId::value).toArray(String[]::new))
        .map(
            rows -> {
              Map<TenantId, VoiceSettings> found = new HashMap<>();
              tenants.forEach(tenant -> found.put(tenant, unset));
              rows.forEach(row -> found.put(TenantId.of(row.text(0)), settings(row)));
              return found;
            });
  }

  private VoiceSettings settings(SqlRow row) {
    return new VoiceSettings(
        Carrier.of(row.text(1)),
        row.bool(2),
        row.text(3),
        Consent.valueOf(row.text(4)),
        row.bool(5),
        row.integer(6) == null ? usualCallsPerAgent : row.integer(6),
        row.bool(7),
        MachineDetection.valueOf(row.text(8)),
        OnMachine.valueOf(row.text(9)),
        row.text(10));
  }

  Uni<VoiceSettings> save(
      Mutiny.Session session, TenantId tenant, VoiceSettings settings, String userId) {
    VoiceSettingsRow row = new VoiceSettingsRow();
    row.tenant = tenant.value();
    row.carrier = settings.carrier();
    row.record = settings.record();
    row.disclaimer = settings.disclaimer();
    row.consent = settings.consent();
    row.connectUnrecorded = settings.connectUnrecorded();
    row.callsPerAgent = settings.callsPerAgent();
    row.whisper = settings.whisper();
    row.machineDetection = settings.machineDetection();
    row.onMachine = settings.onMachine();
    row.voicemailMessage = settings.voicemailMessage();
    row.updatedBy = userId;
    row.updatedAt = clock.instant();
    return session.merge(row).replaceWith(settings);
  }
}
