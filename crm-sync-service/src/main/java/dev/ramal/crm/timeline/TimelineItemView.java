package dev.ramal.crm.timeline;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something in the timeline of a contact. Of the members that are called after types exactly one is
 * there.
 *
 * @param id the same for as long as it stands there, whatever is corrected
 * @param at when it was; the list is ordered by it, and no correction changes it
 * @param revision how often it has changed; of two copies the one with the higher is right
 * @param phone with whom, E.164; null when it is not known
 * @param agentId whose it is; null when nobody's
 * @param agentName null when unknown
 * @param callId of the call that it is or belongs to; null for a message
 * @param messageId null unless it is a message
 * @param contentHidden whether it is another agent's, so that neither what was written nor what is
 *     to be heard is shown
 * @param message of the types sms and whatsapp
 */
@Schema(name = "CrmTimelineItem")
record TimelineItemView(
    String id,
    TimelineType type,
    Instant at,
    int revision,
    @Schema(nullable = true) String phone,
    @Schema(nullable = true) String agentId,
    @Schema(nullable = true) String agentName,
    @Schema(nullable = true) String callId,
    @Schema(nullable = true) String messageId,
    boolean contentHidden,
    @Schema(nullable = true) TimelineCall call,
    @Schema(nullable = true) TimelineMessage message,
    @Schema(nullable = true) TimelineRecording recording,
    @Schema(nullable = true) TimelineVoicemail voicemail,
    @Schema(nullable = true) TimelineActivity activity,
    @Schema(nullable = true) TimelineCost cost) {

  static TimelineItemView of(TimelineItem item, TimelineAccess access) {
    boolean hidden = item.type().holdsContent() && !access.mayRead(item);
    ItemDetail detail = item.detail();
    String interaction = item.key().interaction().id();
    Participants with = item.participants();
    return new TimelineItemView(
        item.key().id(),
        item.type(),
        item.at(),
        item.revision(),
        with.phone(),
        with.agentId(),
        with.agentName(),
        InteractionKey.callId(interaction),
        InteractionKey.messageId(interaction),
        hidden,
        detail instanceof TimelineCall call ? call : null,
        detail instanceof TimelineMessage message ? hidden ? message.withoutBody() : message : null,
        detail instanceof TimelineRecording recording
            ? hidden ? recording.withoutMedia() : recording
            : null,
        detail instanceof TimelineVoicemail voicemail
            ? hidden ? voicemail.withoutMedia() : voicemail
            : null,
        detail instanceof TimelineActivity activity ? activity : null,
        detail instanceof TimelineCost cost ? access.cost() ? cost : cost.withoutCost() : null);
  }
}
