package dev.ramal.gateway.carriers;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.gateway.carriers.LegFacts.AmdResult;
import java.util.Map;

/**
 * What a request for voice instructions says.
 *
 * @param callId our id of the call, as it came back signed; null for a call we did not start
 * @param leg null when unknown
 * @param carrierCallId the carrier's handle of the leg; null when not said
 * @param params everything the carrier sent; where a name is ours (from the signed address) and the
 *     carrier's as well, ours counts
 * @param machine who picked up, where the carrier found out before it asked; else null
 * @param aside what it tells by the way: keys pressed, a dialled part ended, a caller is there;
 *     null when nothing new
 * @param apology to be told if the leg is let go with an apology; null when no leg is named
 */
public record VoiceStep(
    String callId,
    LegName leg,
    CarrierCallId carrierCallId,
    Map<String, String> params,
    AmdResult machine,
    Translation.Fact aside,
    Translation.Fact apology) {}
