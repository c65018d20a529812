package dev.ramal.crm.timeline;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A call that has ended.
 *
 * @param talkSeconds whole seconds, 0 when not answered
 * @param disposition how it went, as the agent said; null when nobody did
 * @param notes the agent's words; null when none
 */
@Schema(name = "CrmTimelineCall")
record TimelineCall(
    Direction direction,
    CallOutcome outcome,
    int talkSeconds,
    Instant endedAt,
    @Schema(nullable = true) String disposition,
    @Schema(nullable = true) String notes)
    implements ItemDetail {}
