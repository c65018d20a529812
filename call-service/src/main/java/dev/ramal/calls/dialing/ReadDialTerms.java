package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.numbers.CallerIds;
import dev.ramal.calls.numbers.ChooseCallerId;
import dev.ramal.calls.permission.PermissionTables;
import dev.ramal.calls.routing.ReadRoutes;
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
  private final ReadRoutes routes;
  private final AgentRepository agents;
  private final ChooseCallerId callerIds;
  private final PermissionTables permission;
  private final Clock clock;

  ReadDialTerms(
      VoiceSettingsRepository settings,
      ReadRoutes routes,
      AgentRepository agents,
      ChooseCallerId callerIds,
      PermissionTables permission,
      Clock clock) {
    this.settings = settings;
    this.routes = routes;
    this.agents = agents;
    this.callerIds = callerIds;
    this.permission = permission;
    this.clock = clock;
  }

  /**
   * @param campaignId null for none
   * @param chosen whether the number that the call shows is known, or of no interest
   * @param carriers that come into question
   */
  Uni<DialTerms> read(
      Sql sql,
      TenantId tenant,
      String agentId,
      String campaignId,
      boolean chosen,
      E164 to,
      List<Carrier> carriers) {
    return Uni.combine()
        .all()
        .unis(
            settings.of(sql, Set.of(tenant)).map(found -> found.get(tenant)),
            routes.read(sql, tenant, to, carriers),
            agents.rung(sql, tenant, agentId),
            chosen
                ? Uni.createFrom().item(CallerIds.NONE)
                : callerIds.read(
                    sql,
                    tenant,
                    agentId,
                    campaignId,
                    carriers.stream().map(Carrier::name).toList()),
            permission.read(sql, tenant, to, clock.instant()))
        .collectFailures()
        .with(
            (voice, route, rung, numbers, permitted) ->
                new DialTerms(
                    voice, route, rung, numbers.denying(permitted.deniedNumbers()), permitted));
  }
}
