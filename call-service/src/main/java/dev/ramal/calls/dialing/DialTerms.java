package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.RungAgent;
import dev.ramal.calls.numbers.CallerIds;
import dev.ramal.calls.permission.PermissionTables.Found;
import dev.ramal.calls.routing.RouteTerms;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.events.E164;

/**
 * What a click depends on, as it stands.
 *
 * @param routes which carriers there are
 * @param agent where it is rung
 * @param callerIds the numbers that come into question where nobody chose one
 * @param permission what decides whether the lead may be called
 */
record DialTerms(
    VoiceSettings voice,
    RouteTerms routes,
    RungAgent agent,
    CallerIds callerIds,
    Found permission) {

  /** Whether a number is one of the accounts that come into question. */
  boolean callsItself(E164 to) {
    return routes.accounts().values().stream().anyMatch(account -> account.numbers().contains(to));
  }

  /** The same where the budgets of the agent and the campaign say through whom calls go. */
  DialTerms paidBy(String agentId, DialRequest request) {
    return paidBy(agentId, request.campaignId());
  }

  /**
   * @param campaignId null for none
   */
  DialTerms paidBy(String agentId, String campaignId) {
    return permission
        .preferredCarrier(agentId, campaignId)
        .map(word -> new DialTerms(voice, routes.preferring(word), agent, callerIds, permission))
        .orElse(this);
  }
}
