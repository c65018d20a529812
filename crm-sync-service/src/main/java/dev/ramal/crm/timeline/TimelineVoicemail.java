package dev.ramal.crm.timeline;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that a caller left.
 *
 * @param carrierRecordingId as the carrier calls what was spoken
 * @param recordingId ours; null until it lies here
 * @param seconds null until it lies here, and when nobody said
 * @param mediaPath path of the public API under which it is played, for who may hear the call; null
 *     until it lies here, and when it is erased
 */
@Schema(name = "CrmTimelineVoicemail")
record TimelineVoicemail(
    @Schema(nullable = true) String carrierRecordingId,
    @Schema(nullable = true) String recordingId,
    @Schema(nullable = true) Integer seconds,
    @Schema(nullable = true) String mediaPath)
    implements ItemDetail {

  /** With the recording that holds it. */
  TimelineVoicemail heldBy(TimelineRecording recording) {
    return new TimelineVoicemail(
        carrierRecordingId, recording.recordingId(), recording.seconds(), recording.mediaPath());
  }

  TimelineVoicemail withoutMedia() {
    return new TimelineVoicemail(carrierRecordingId, recordingId, seconds, null);
  }
}
