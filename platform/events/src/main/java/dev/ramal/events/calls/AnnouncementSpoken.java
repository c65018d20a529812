package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The carrier has said to the end, to one leg, that the call may be recorded.
 *
 * <p>Type {@code dev.ramal.calls.AnnouncementSpoken}.
 *
 * @param leg who heard it
 * @param text word for word
 * @param language of the text, as in pt-BR
 * @param carrierCallId the carrier's handle of the leg
 * @param proof where the carrier said so: id of its event, or the step it came back for
 * @param spokenAt by the carrier's clock where it tells the time
 */
public record AnnouncementSpoken(
    String callId,
    LegName leg,
    String text,
    String language,
    Carrier carrier,
    CarrierCallId carrierCallId,
    String proof,
    Instant spokenAt) {
  public static final String TYPE = "dev.ramal.calls.AnnouncementSpoken";
}
