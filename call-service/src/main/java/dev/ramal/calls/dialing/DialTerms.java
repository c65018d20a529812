package dev.ramal.calls.dialing;

import dev.ramal.calls.routing.RouteTerms;
import dev.ramal.calls.settings.VoiceSettings;
import java.util.Optional;

/**
 * What a click depends on, as it stands.
 *
 * @param routes which carriers there are
 * @param phone on which the agent has chosen to be rung
 */
record DialTerms(VoiceSettings voice, RouteTerms routes, Optional<String> phone) {}
