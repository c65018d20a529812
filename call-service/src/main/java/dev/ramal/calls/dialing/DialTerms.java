package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.RungAgent;
import dev.ramal.calls.numbers.CallerIds;
import dev.ramal.calls.permission.PermissionTables.Found;
import dev.ramal.calls.routing.RouteTerms;
import dev.ramal.calls.settings.VoiceSettings;

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
    Found permission) {}
