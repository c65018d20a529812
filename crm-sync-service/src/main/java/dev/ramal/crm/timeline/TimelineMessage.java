package dev.ramal.crm.timeline;

import dev.ramal.events.Direction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that was sent or received. Each event tells a part of it.
 *
 * @param direction outbound is what we sent
 * @param status where it stands
 * @param body null while it was not told, where there is no text, and for who may not read it
 * @param media how many pictures, sounds and files came with it
 * @param failureReason why it did not arrive, pt-BR; null where it may have
 */
@Schema(name = "CrmTimelineMessage")
record TimelineMessage(
    Direction direction,
    MessageStanding status,
    @Schema(nullable = true) String body,
    int media,
    @Schema(nullable = true) String failureReason)
    implements ItemDetail {

  @Override
  public ItemDetail with(ItemDetail other, boolean newer) {
    TimelineMessage told = (TimelineMessage) other;
    TimelineMessage last = newer ? told : this;
    return new TimelineMessage(
        direction,
        last.status,
        body == null ? told.body : body,
        Math.max(media, told.media),
        last.failureReason);
  }

  TimelineMessage withoutBody() {
    return new TimelineMessage(direction, status, null, media, failureReason);
  }
}
