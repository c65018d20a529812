package dev.ramal.crm.timeline;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A recording of a call.
 *
 * @param carrierRecordingId as the carrier calls it; a voicemail that it holds names the same; null
 *     when it is only known to be erased
 * @param erased whether it is gone, here and at the carrier
 * @param seconds null when nobody said
 * @param mediaPath path of the public API under which it is played, for who may hear the call; null
 *     when it is erased
 */
@Schema(name = "CrmTimelineRecording")
record TimelineRecording(
    String recordingId,
    @Schema(nullable = true) String carrierRecordingId,
    boolean erased,
    @Schema(nullable = true) Integer seconds,
    @Schema(nullable = true) String mediaPath)
    implements ItemDetail {

  /** What was recorded is remembered of one that is erased, except where it lies. */
  @Override
  public ItemDetail with(ItemDetail other, boolean newer) {
    TimelineRecording told = (TimelineRecording) other;
    boolean gone = erased || told.erased;
    return new TimelineRecording(
        recordingId,
        carrierRecordingId == null ? told.carrierRecordingId : carrierRecordingId,
        gone,
        seconds == null ? told.seconds : seconds,
        gone ? null : mediaPath == null ? told.mediaPath : mediaPath);
  }

  TimelineRecording withoutMedia() {
    return new TimelineRecording(recordingId, carrierRecordingId, erased, seconds, null);
  }
}
