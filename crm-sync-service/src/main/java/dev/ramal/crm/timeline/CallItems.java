package dev.ramal.crm.timeline;

import dev.ramal.crm.timeline.ItemNews.ItemKey;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.calls.VoicemailLeft;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What is told of a call and of everything that belongs to one. */
final class CallItems {
  private static final long READY = 0;
  private static final long ERASED = 1;

  private CallItems() {}

  static ItemNews ended(ReceivedEvent event) {
    CallEnded call = event.data(CallEnded.class);
    boolean inbound = call.direction() == Direction.INBOUND;
    InteractionKey key = InteractionKey.call(event.tenant(), call.callId());
    return new ItemNews(
        new ItemKey(key, key.id()),
        TimelineType.CALL,
        call.startedAt(),
        call.revision(),
        new Participants(
            inbound ? call.from() : call.to(), call.contactId(), call.agentId(), call.agentName()),
        new TimelineCall(
            call.direction(),
            call.outcome(),
            call.talkSeconds(),
            call.endedAt(),
            call.disposition(),
            call.notes()),
        null);
  }

  /** Without the link that opens it to whoever has it. */
  static ItemNews recorded(ReceivedEvent event) {
    RecordingReady ready = event.data(RecordingReady.class);
    return ofCall(
        InteractionKey.call(event.tenant(), ready.callId()),
        "recording:" + ready.recordingId(),
        TimelineType.RECORDING,
        ready.readyAt(),
        READY,
        new TimelineRecording(
            ready.recordingId(),
            ready.carrierRecordingId(),
            false,
            ready.seconds(),
            ready.mediaPath()));
  }

  static ItemNews erased(ReceivedEvent event) {
    RecordingErased erased = event.data(RecordingErased.class);
    return ofCall(
        InteractionKey.call(event.tenant(), erased.callId()),
        "recording:" + erased.recordingId(),
        TimelineType.RECORDING,
        erased.erasedAt(),
        ERASED,
        new TimelineRecording(erased.recordingId(), null, true, null, null));
  }

  static ItemNews voicemail(ReceivedEvent event) {
    VoicemailLeft left = event.data(VoicemailLeft.class);
    InteractionKey key = InteractionKey.call(event.tenant(), left.callId());
    return new ItemNews(
        new ItemKey(key, "voicemail:" + left.callId() + ":" + left.recordingId()),
        TimelineType.VOICEMAIL,
        left.leftAt(),
        0,
        new Participants(left.from(), null, left.agentId(), null),
        new TimelineVoicemail(left.recordingId(), null, null, null),
        null);
  }

  static ItemNews cost(ReceivedEvent event) {
    CallCostChanged told = event.data(CallCostChanged.class);
    return ofCall(
        InteractionKey.call(event.tenant(), told.callId()),
        "cost:" + told.callId(),
        TimelineType.COST,
        told.changedAt(),
        told.version(),
        new TimelineCost(told.state(), told.price(), told.cost(), told.openLines()));
  }

  static ItemNews synced(ReceivedEvent event) {
    ActivitySynced synced = event.data(ActivitySynced.class);
    return activity(
        event.tenant(),
        synced.subjectId(),
        synced.syncedAt(),
        new TimelineActivity(synced.subject(), true, synced.dealId(), synced.noteId(), null, null));
  }

  static ItemNews failed(ReceivedEvent event) {
    ActivityFailed failed = event.data(ActivityFailed.class);
    return activity(
        event.tenant(),
        failed.subjectId(),
        failed.failedAt(),
        new TimelineActivity(failed.subject(), false, null, null, failed.kind(), failed.reason()));
  }

  /** Nobody numbers them: what was told later is right. */
  private static ItemNews activity(
      TenantId tenant, String callId, Instant at, TimelineActivity activity) {
    return ofCall(
        InteractionKey.call(tenant, callId),
        "activity:" + callId + ":" + activity.note(),
        TimelineType.ACTIVITY,
        at,
        TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000,
        activity);
  }

  private static ItemNews ofCall(
      InteractionKey key, String id, TimelineType type, Instant at, long rank, ItemDetail detail) {
    return new ItemNews(new ItemKey(key, id), type, at, rank, null, detail, null);
  }
}
