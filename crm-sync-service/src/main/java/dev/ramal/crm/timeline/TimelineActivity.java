package dev.ramal.crm.timeline;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A note of a call in the CRM, or why there is none.
 *
 * @param note which one of the call: its own, or the one that follows
 * @param synced whether it stands in the CRM
 * @param dealId on which it stands; null where it does not
 * @param noteId in the CRM; null where it does not stand there
 * @param failureKind null where it stands
 * @param failureReason null where it stands
 */
@Schema(name = "CrmTimelineActivity")
record TimelineActivity(
    @Schema(enumeration = {"call", "follow-up"}) String note,
    boolean synced,
    @Schema(nullable = true) String dealId,
    @Schema(nullable = true) String noteId,
    @Schema(nullable = true) String failureKind,
    @Schema(nullable = true) String failureReason)
    implements ItemDetail {}
