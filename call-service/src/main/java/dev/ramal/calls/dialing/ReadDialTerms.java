package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.permission.PermissionTables;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Reads what a click depends on, each from the room that owns it, without waiting in between. */
@ApplicationScoped
class ReadDialTerms {
  private final VoiceSettingsRepository settings;
  private final CarrierAccounts accounts;
  private final AgentRepository agents;
  private final CostEstimates estimates;
  private final PermissionTables permission;
  private final Clock clock;

  ReadDialTerms(
      VoiceSettingsRepository settings,
      CarrierAccounts accounts,
      AgentRepository agents,
      CostEstimates estimates,
      PermissionTables permission,
      Clock clock) {
    this.settings = settings;
    this.accounts = accounts;
    this.agents = agents;
    this.estimates = estimates;
    this.permission = permission;
    this.clock = clock;
  }

  /**
   * @param carriers that come into question
   */
  Uni<DialTerms> read(Sql sql, TenantId tenant, String agentId, E164 to, List<Carrier> carriers) {
    return Uni.combine()
        .all()
        .unis(
            settings.of(sql, Set.of(tenant)).map(found -> found.get(tenant)),
            accounts.enabled(sql, tenant, carriers),
            agents.rung(sql, tenant, agentId),
            estimates.aMinute(sql, to),
            permission.read(sql, tenant, to, clock.instant()))
        .collectFailures()
        .with(DialTerms::new);
  }
}
